"""Whom a bot may not write to, and what it may not say."""

import pytest

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import StockClient
from tests.bot.practice.refused import Case, Scene, assert_refused, named


async def _to_somebody_who_never_started(scene: Scene) -> None:
    scene.server.phone(3003)
    await scene.client.send("x", chat=3003)


async def _to_somebody_who_blocked_the_bot(scene: Scene) -> None:
    await scene.phone.block()
    await scene.client.send("x")


async def _photo_to_somebody_who_blocked_the_bot(scene: Scene) -> None:
    await scene.phone.block()
    await scene.client.send_photo(b"\x89PNG")


WHOM = [
    Case(
        "CHAT_NOT_FOUND", 400, "Bad Request: chat not found", lambda s: s.client.send("x", chat=9)
    ),
    Case("CHAT_NOT_FOUND", 400, "Bad Request: chat not found", lambda s: s.client.chat(9)),
    Case(
        "NEVER_STARTED",
        403,
        "Forbidden: bot can't initiate conversation with a user",
        _to_somebody_who_never_started,
    ),
    Case(
        "BLOCKED",
        403,
        "Forbidden: bot was blocked by the user",
        _to_somebody_who_blocked_the_bot,
    ),
    Case(
        "BLOCKED",
        403,
        "Forbidden: bot was blocked by the user",
        _photo_to_somebody_who_blocked_the_bot,
    ),
]

TOO_LONG = "Bad Request: message is too long"
WHAT = [
    Case("TEXT_EMPTY", 400, "Bad Request: message text is empty", lambda s: s.client.send("")),
    Case("TEXT_BLANK", 400, "Bad Request: text must be non-empty", lambda s: s.client.send(" \n ")),
    Case(
        "TEXT_BLANK",
        400,
        "Bad Request: text must be non-empty",
        lambda s: s.client.send("<b> </b>", html=True),
    ),
    Case("TEXT_TOO_LONG", 400, TOO_LONG, lambda s: s.client.send("x" * 4097)),
    Case("TEXT_TOO_LONG", 400, TOO_LONG, lambda s: s.client.send("😀" * 2048 + "x")),
    Case(
        "TEXT_FAR_TOO_LONG",
        400,
        "Bad Request: text is too long",
        lambda s: s.client.send("x" * 32_769),
    ),
    Case(
        "REPLIED_NOT_FOUND",
        400,
        "Bad Request: message to be replied not found",
        lambda s: s.client.send("x", reply_to=999),
    ),
]


def _html(source: str, complaint: str) -> Case:
    text = f"Bad Request: can't parse entities: {complaint}"
    return Case("CANT_PARSE_ENTITIES", 400, text, lambda s: s.client.send(source, html=True))


HTML = [
    _html("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
    _html("<i>a <b>b</i></b>", 'Unmatched end tag at byte offset 9, expected "</b>", found "</i>"'),
    _html("ëëë <x>", 'Unsupported start tag "x" at byte offset 7'),
    _html("shut</b>", "Unexpected end tag at byte offset 4"),
    _html("<a", "Unclosed start tag at byte offset 0"),
    _html('<a href="x"', "Unclosed start tag at byte offset 0"),
    _html("<b>x</b", "Unclosed end tag at byte offset 4"),
    _html("3 < 4", 'Unsupported start tag "" at byte offset 2'),
    _html("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    _html('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
]

CASES = [*WHOM, *WHAT, *HTML]


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_refused(
    case: Case, client: StockClient, phone: Phone, server: PracticeServer
) -> None:
    before = phone.screen
    await assert_refused(case, Scene(client, phone, server))
    assert phone.screen == before
