"""Edits and deletions that come to nothing."""

from datetime import timedelta

import pytest

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import StockClient
from tests.bot.practice.refused import Case, Scene, assert_refused, named

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
BUTTONS = [[("Yes", "y")]]


async def _same_text(scene: Scene) -> None:
    await scene.client.edit(await scene.client.send("same"), "same")


async def _same_text_but_for_white_space(scene: Scene) -> None:
    await scene.client.edit(await scene.client.send("same"), " same\n")


async def _same_text_and_buttons(scene: Scene) -> None:
    await scene.client.edit(await scene.client.send("same", BUTTONS), "same", BUTTONS)


async def _same_buttons(scene: Scene) -> None:
    await scene.client.edit_buttons(await scene.client.send("same", BUTTONS), BUTTONS)


async def _too_long(scene: Scene) -> None:
    await scene.client.edit(await scene.client.send("short"), "x" * 4097)


async def _the_persons_own(scene: Scene) -> None:
    await scene.client.edit(await scene.phone.say("mine"), "yours")


async def _the_text_of_a_document(scene: Scene) -> None:
    await scene.client.send_document(b"%PDF-1.7")
    await scene.client.edit(scene.phone.screen[-1].message_id, "x")


async def _one_that_the_person_deleted(scene: Scene) -> None:
    sent = await scene.client.send("x")
    await scene.phone.delete_message(sent)
    await scene.client.edit(sent, "y")


async def _after_two_days(scene: Scene) -> None:
    sent = await scene.client.send("old")
    scene.server.clock.advance(timedelta(hours=48))
    await scene.client.delete(sent)


GONE = "Bad Request: message to edit not found"
CASES = [
    Case("NOT_MODIFIED", 400, NOT_MODIFIED, _same_text),
    Case("NOT_MODIFIED", 400, NOT_MODIFIED, _same_text_but_for_white_space),
    Case("NOT_MODIFIED", 400, NOT_MODIFIED, _same_text_and_buttons),
    Case("NOT_MODIFIED", 400, NOT_MODIFIED, _same_buttons),
    Case("EDITED_TEXT_TOO_LONG", 400, "Bad Request: MESSAGE_TOO_LONG", _too_long),
    Case("NOT_EDITABLE", 400, "Bad Request: message can't be edited", _the_persons_own),
    Case(
        "NO_TEXT_TO_EDIT",
        400,
        "Bad Request: there is no text in the message to edit",
        _the_text_of_a_document,
    ),
    Case("EDITED_NOT_FOUND", 400, GONE, lambda s: s.client.edit(999, "x")),
    Case("EDITED_NOT_FOUND", 400, GONE, lambda s: s.client.edit_buttons(999, BUTTONS)),
    Case("EDITED_NOT_FOUND", 400, GONE, _one_that_the_person_deleted),
    Case(
        "DELETED_NOT_FOUND",
        400,
        "Bad Request: message to delete not found",
        lambda s: s.client.delete(999),
    ),
    Case(
        "NO_MESSAGE_ID",
        400,
        "Bad Request: message identifier is not specified",
        lambda s: s.client.delete(0),
    ),
    Case(
        "NOT_DELETABLE",
        400,
        "Bad Request: message can't be deleted for everyone",
        _after_two_days,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_refused(
    case: Case, client: StockClient, phone: Phone, server: PracticeServer
) -> None:
    await assert_refused(case, Scene(client, phone, server))
    assert not any(shown.edited for shown in phone.screen)
