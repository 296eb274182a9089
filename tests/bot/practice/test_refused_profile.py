"""What the bot may not say about itself."""

import pytest

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import StockClient
from tests.bot.practice.refused import Case, Scene, assert_refused, named

BAD_LANGUAGE = "Bad Request: invalid language code specified"
CASES = [
    Case(
        "COMMAND_EMPTY",
        400,
        "Bad Request: command must be non-empty",
        lambda s: s.client.set_commands({"/": "x"}),
    ),
    Case(
        "COMMAND_TOO_LONG",
        400,
        "Bad Request: command length must not exceed 32",
        lambda s: s.client.set_commands({"x" * 33: "x"}),
    ),
    Case(
        "COMMAND_INVALID",
        400,
        "Bad Request: BOT_COMMAND_INVALID",
        lambda s: s.client.set_commands({"Start": "x"}),
    ),
    Case(
        "COMMAND_UNDESCRIBED",
        400,
        "Bad Request: command description must be non-empty",
        lambda s: s.client.set_commands({"start": " "}),
    ),
    Case(
        "COMMAND_DESCRIPTION_TOO_LONG",
        400,
        "Bad Request: command description length must not exceed 256",
        lambda s: s.client.set_commands({"start": "x" * 257}),
    ),
    Case(
        "TOO_MANY_COMMANDS",
        400,
        "Bad Request: BOT_COMMANDS_TOO_MUCH",
        lambda s: s.client.set_commands({f"c{number}": "x" for number in range(101)}),
    ),
    Case(
        "LANGUAGE_CODE_INVALID",
        400,
        BAD_LANGUAGE,
        lambda s: s.client.set_commands({"start": "x"}, "sqi"),
    ),
    Case("LANGUAGE_CODE_INVALID", 400, BAD_LANGUAGE, lambda s: s.client.set_name("x", "SQ")),
    Case(
        "PROFILE_TEXT_TOO_LONG",
        400,
        "Bad Request: name is too long",
        lambda s: s.client.set_name("x" * 65),
    ),
    Case(
        "PROFILE_TEXT_TOO_LONG",
        400,
        "Bad Request: description is too long",
        lambda s: s.client.set_description("x" * 513),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_refused(
    case: Case, client: StockClient, phone: Phone, server: PracticeServer
) -> None:
    await assert_refused(case, Scene(client, phone, server))
    assert (await client.commands(), await client.name()) == ({}, "practice_bot")
