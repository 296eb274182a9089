"""Buttons that Telegram does not take, and taps that it no longer answers."""

import pytest

from bot.practice import Phone, PracticeClock, PracticeServer
from tests.bot.practice.clients import TOKEN, StockClient
from tests.bot.practice.refused import Case, Scene, assert_refused, named

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
TOO_MUCH = "Bad Request: reply markup is too long"


async def _answer_twice(scene: Scene) -> None:
    await scene.client.send("?", [[("Yes", "y")]])
    tap = await scene.phone.tap("Yes")
    await scene.client.answer(tap.query_id)
    await scene.client.answer(tap.query_id)


async def _answer_at_length(scene: Scene) -> None:
    await scene.client.send("?", [[("Yes", "y")]])
    tap = await scene.phone.tap("Yes")
    await scene.client.answer(tap.query_id, "x" * 201)


CASES = [
    Case(
        "BUTTON_DATA_INVALID",
        400,
        "Bad Request: BUTTON_DATA_INVALID",
        lambda s: s.client.send("?", [[("Yes", "x" * 65)]]),
    ),
    Case(
        "BUTTON_DATA_INVALID",
        400,
        "Bad Request: BUTTON_DATA_INVALID",
        lambda s: s.client.send("?", [[("Yes", "ë" * 32 + "x")]]),
    ),
    Case(
        "BUTTON_UNREADABLE",
        400,
        "Bad Request: can't parse inline keyboard button: "
        "Text buttons are unallowed in the inline keyboard",
        lambda s: s.client.send("?", [[("Yes", "")]]),
    ),
    Case(
        "BUTTON_TEXT_EMPTY",
        400,
        "Bad Request: inline keyboard button text must be non-empty",
        lambda s: s.client.send("?", [[("  ", "y")]]),
    ),
    Case("MARKUP_TOO_LONG", 400, TOO_MUCH, lambda s: s.client.send("?", [[("A", "1")] * 9])),
    Case("MARKUP_TOO_LONG", 400, TOO_MUCH, lambda s: s.client.send("?", [[("A", "1")]] * 101)),
    Case(
        "MARKUP_TOO_LONG",
        400,
        TOO_MUCH,
        lambda s: s.client.send("?", [[("A" * 200, "1")]] * 60),
    ),
    Case("QUERY_ID_INVALID", 400, TOO_OLD, lambda s: s.client.answer("4242000000000999")),
    Case("QUERY_ID_INVALID", 400, TOO_OLD, _answer_twice),
    Case("TOAST_TOO_LONG", 400, "Bad Request: MESSAGE_TOO_LONG", _answer_at_length),
]


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_refused(
    case: Case, client: StockClient, phone: Phone, server: PracticeServer
) -> None:
    await assert_refused(case, Scene(client, phone, server))


async def test_a_tap_is_not_answered_late(library: type[StockClient]) -> None:
    seconds = [0.0]
    clock = PracticeClock(monotonic=lambda: seconds[0])
    async with PracticeServer(token=TOKEN, clock=clock) as server:
        client, phone = library(server.url), server.phone(1001)
        await phone.say("/start")
        await client.send("?", [[("Yes", "y")]])
        in_time, late = await phone.tap("Yes"), await phone.tap("Yes")
        seconds[0] = 14.9
        await client.answer(in_time.query_id)
        seconds[0] = 15.1
        case = Case("QUERY_ID_INVALID", 400, TOO_OLD, lambda s: s.client.answer(late.query_id))
        await assert_refused(case, Scene(client, phone, server))
        await client.close()


async def test_a_button_without_a_label_vanishes(phone: Phone, client: StockClient) -> None:
    await client.send("?", [[("Yes", "y"), ("", "n")], [("", "x")]])
    assert [[button.text for button in row] for row in phone.screen[-1].keyboard] == [["Yes"]]
