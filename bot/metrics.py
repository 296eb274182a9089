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
        self._of_receiving()
        self._of_storing()
        self._of_sending()

    def _of_receiving(self) -> None:
        self.receive_errors = self._counter(
            "receive_errors",
            "Times the messenger could not be reached, or another program was receiving.",
            "kind",
        )
        self.token_elsewhere = self._gauge(
            "token_elsewhere",
            "1 when another program has used this bot's token in the last quarter of an hour.",
        )
        self.backlog = self._gauge("backlog", "Updates that wait here to be stored.")
        self.waiting_there = self._gauge(
            "waiting_at_messenger", "Updates that wait at the messenger, when it last said so."
        )
        self.gaps = self._counter("gaps", "Outages longer than updates are kept.")

    def _of_storing(self) -> None:
        self.updates = self._counter(
            "updates",
            "Updates by what became of them: stored, unreadable, passed over, set aside, or lost.",
            "outcome",
        )
        self.storing = self._seconds(
            "storing", "From the moment a batch is in hand until it is durable."
        )
        self.store_failures = self._counter("store_failures", "Batches that could not be stored.")
        self.damaged = self._gauge(
            "damaged", "Rows that were found damaged, and are left out, by what they hold.", "kind"
        )

    def _of_sending(self) -> None:
        self.drawing = self._seconds(
            "drawing", "From the moment an update is durable until its screen is drawn."
        )
        self.delivery_errors = self._counter(
            "delivery_errors", "Messages that were not sent, by what was done about it.", "remedy"
        )
        self.letters = self._counter(
            "letters",
            "Messages of the outbox by what became of them: sent, stopped, late, or doubtful.",
            "outcome",
        )

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"consult_{name}", about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"consult_{name}", about, labels, registry=self.registry)

    def _seconds(self, name: str, about: str) -> Histogram:
        return Histogram(f"consult_{name}_seconds", about, buckets=_SECONDS, registry=self.registry)


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
