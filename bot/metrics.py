"""What is counted of the bot itself, in the form that Prometheus reads.

No label and no value says anything about a person; only kinds of events are told apart.
"""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

_SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


class Metrics:
    """The numbers of one bot in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter(
            "consult_updates",
            "Updates by what became of them: stored, unreadable, passed over, or set aside.",
            ["outcome"],
            registry=self.registry,
        )
        self.storing = Histogram(
            "consult_storing_seconds",
            "From the moment a batch is in hand until it is durable.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.drawing = Histogram(
            "consult_drawing_seconds",
            "From the moment an update is durable until its screen is drawn.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.backlog = Gauge(
            "consult_backlog", "Updates that wait here to be stored.", registry=self.registry
        )
        self.waiting_there = Gauge(
            "consult_waiting_at_messenger",
            "Updates that wait at the messenger, when it last said so.",
            registry=self.registry,
        )
        self.store_failures = Counter(
            "consult_store_failures", "Batches that could not be stored.", registry=self.registry
        )
        self.delivery_errors = Counter(
            "consult_delivery_errors",
            "Messages that were not sent, by what was done about it.",
            ["remedy"],
            registry=self.registry,
        )
        self.receive_errors = Counter(
            "consult_receive_errors",
            "Times the messenger could not be reached, or another program was receiving.",
            ["kind"],
            registry=self.registry,
        )
        self.token_elsewhere = Gauge(
            "consult_token_elsewhere",
            "1 when another program has used this bot's token in the last quarter of an hour.",
            registry=self.registry,
        )
        self.letters = Counter(
            "consult_letters",
            "Messages of the outbox by what became of them: sent, stopped, late, or doubtful.",
            ["outcome"],
            registry=self.registry,
        )
        self.gaps = Counter(
            "consult_gaps", "Outages longer than updates are kept.", registry=self.registry
        )


def text_of(bots: Mapping[str, Metrics]) -> bytes:
    """Return the numbers of all bots as Prometheus fetches them, with the label `bot`.

    A single bot has no name, and its numbers no such label.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Labelled(bots))
    return generate_latest(registry)


class _Labelled(Collector):
    """The numbers of several bots, each kind of number once."""

    def __init__(self, bots: Mapping[str, Metrics]) -> None:
        self._bots = bots

    def collect(self) -> Iterable[Metric]:
        found: dict[str, Metric] = {}
        for name, metrics in self._bots.items():
            label = {"bot": name} if name else {}
            for one in metrics.registry.collect():
                kept = found.setdefault(one.name, Metric(one.name, one.documentation, one.type))
                kept.samples += [each._replace(labels=label | each.labels) for each in one.samples]
        return found.values()
