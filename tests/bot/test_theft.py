"""That somebody else uses our token is seen in the metrics and at /readyz, for a while."""

import pytest

from bot.channels.base import OtherReceiverError
from bot.metrics import Metrics, text_of
from bot.receiver import Receiver
from bot.theft import RINGS_FOR_SECONDS, TheftAlarm
from tests.support.edge import Edge


def test_it_rings_for_a_while_and_then_no_more() -> None:
    now, metrics = [1000.0], Metrics()
    alarm = TheftAlarm(metrics, time=lambda: now[0])
    heard = [alarm.is_ringing]
    alarm.ring()
    heard.append(alarm.is_ringing)
    assert b"consult_token_elsewhere 1.0" in text_of({"": metrics})
    now[0] += RINGS_FOR_SECONDS
    heard.append(alarm.is_ringing)
    assert b"consult_token_elsewhere 0.0" in text_of({"": metrics})
    assert heard == [False, True, False]


async def test_a_refusal_to_hand_us_updates_rings_it(caplog: pytest.LogCaptureFixture) -> None:
    edge = Edge()
    alarm = TheftAlarm(edge.metrics)
    edge.wire.batches.append(OtherReceiverError("Another program receives this bot's messages."))
    receiver = Receiver(edge.wire, edge.carrier, edge.metrics, alarm, lambda _: None)
    assert await receiver._receive() == []
    assert alarm.is_ringing
    assert edge.count("consult_receive_errors_total", kind="other_receiver") == 1
    assert [record.levelname for record in caplog.records] == ["ERROR"]
