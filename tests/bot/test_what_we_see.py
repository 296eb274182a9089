"""Whatever is stored about people is told on the card: a new column needs a sentence first."""

from collections.abc import Iterator

import pytest
from msgspec import Struct
from msgspec.structs import fields, replace

from bot.promises import Content
from dialogs.drafts import Draft
from dialogs.facts import Facts
from dialogs.round import Invitation
from dialogs.screens.drawing import Scene
from dialogs.screens.facts import WHAT_WE_SEE, Fact
from dialogs.session import Response, Session
from storage.tables import ABOUT_PEOPLE, metadata
from tests.support.world import EVERYTHING, TEXTS, world

NOT_OF_A_PERSON = {
    *("draft.box", "sealed.box", "promise.box", "outbox.box"),  # what is in them stands below
    *("sealed.round", "tally.round", "statement.round", "statement.question"),
    *("ticket_batch.round", "ticket_batch.label", "ticket_batch.made", "ticket_batch.quota"),
    *("statement.state", "promise.worker", "promise.mark"),
    *("seen.bot", "failing.bot", "outbox.bot"),
    *("outbox.id", "outbox.repeatable", "outbox.sending", "outbox.tries", "outbox.last_day"),
    *("Session.format", "Session.version", "Response.round", "Response.version"),
    *("Content.certain", "Draft.session", "Draft.letter"),
}
"""What says nothing of whoever it is stored for."""

TOLD_BY = {
    "draft.tag": Fact.TAG,
    "draft.day": Fact.PLACE,
    "ledger.tag": Fact.TAG,
    "sealed.row_key": Fact.CODE,
    "seen.update_id": Fact.NUMBERS,
    "seen.day": Fact.NUMBERS,
    "failing.update_id": Fact.NUMBERS,
    "failing.tries": Fact.NUMBERS,
    "failing.day": Fact.NUMBERS,
    "tally.name": Fact.COUNTS,
    "tally.language": Fact.COUNTS,
    "tally.count": Fact.COUNTS,
    "ticket.tag": Fact.TICKET,
    "ticket.batch": Fact.TICKET,
    "used_ticket.tag": Fact.TICKET,
    "used_ticket.batch": Fact.TICKET,
    "ticket_batch.used": Fact.COUNTS,
    "statement.id": Fact.MODERATOR,
    "statement.language": Fact.MODERATOR,
    "statement.box": Fact.MODERATOR,
    "promise.tag": Fact.TAG,
    "promise.day": Fact.PLACE,
    "Session.language": Fact.ANSWERS,
    "Session.phase": Fact.PLACE,
    "Session.aside": Fact.PLACE,
    "Session.respondent": Fact.RESPONDENT,
    "Session.age": Fact.ANSWERS,
    "Session.ticket": Fact.TICKET,
    "Session.consent": Fact.CONSENT,
    "Session.step": Fact.PLACE,
    "Session.nonce": Fact.PLACE,
    "Session.answers": Fact.ANSWERS,
    "Session.at": Fact.PLACE,
    "Session.held": Fact.ANSWERS,
    "Session.waiting": Fact.ANSWERS,
    "Session.page": Fact.PLACE,
    "Session.find": Fact.WORDS,
    "Session.tries": Fact.PLACE,
    "Session.reviewed": Fact.PLACE,
    "Session.code": Fact.CODE,
    "Session.remind": Fact.REMINDER,
    "Session.quotable": Fact.QUOTABLE,
    "Session.began": Fact.SPEED,
    "Draft.screen": Fact.PLACE,
    "Draft.chat": Fact.CHAT,
    "Content.chat": Fact.CHAT,
    "Content.screen": Fact.PLACE,
    "Content.unsay": Fact.PLACE,
    "Content.earlier": Fact.PLACE,
    "Content.ended": Fact.CODE,
    "Response.language": Fact.ANSWERS,
    "Response.age": Fact.ANSWERS,
    "Response.answers": Fact.ANSWERS,
    "Response.respondent": Fact.RESPONDENT,
    "Response.consent": Fact.CONSENT,
    "Response.invited": Fact.INVITED,
    "Response.fast": Fact.SPEED,
    "Response.quotable": Fact.QUOTABLE,
}
"""What is stored about people, and the sentence that tells it."""

IN_BOXES: tuple[type[Struct], ...] = (Session, Draft, Content, Response)
"""What is in the sealed boxes. A letter holds a chat, and a screen without a person's words."""


def stored() -> Iterator[str]:
    """Yield a name for every kind of thing that is stored about people."""
    for name in ABOUT_PEOPLE:
        yield from (f"{name}.{column.name}" for column in metadata.tables[name].columns)
    for box in IN_BOXES:
        yield from (f"{box.__name__}.{field.name}" for field in fields(box))


def test_everything_that_is_stored_about_people_is_told() -> None:
    assert sorted(set(stored()) - TOLD_BY.keys() - NOT_OF_A_PERSON) == []


def test_nothing_is_told_that_is_stored_no_more() -> None:
    assert sorted((TOLD_BY.keys() | NOT_OF_A_PERSON) - set(stored())) == []


def test_every_table_is_about_people_or_of_another_kind() -> None:
    of_rounds = {"round", "round_version", "mend", "pause", "restore"}
    of_machines = {"heartbeat", "gap", "job", "runner"}
    assert metadata.tables.keys() - set(ABOUT_PEOPLE) - of_rounds - of_machines == set()


@pytest.mark.parametrize("fact", sorted(set(TOLD_BY.values())))
def test_each_sentence_stands_on_a_page(fact: Fact) -> None:
    tell = next(page[fact] for page in WHAT_WE_SEE.values() if fact in page)
    facts = Facts(reminders=True, scrubs=True, backups=True, backup_days=30)
    round_ = replace(EVERYTHING, invitation=Invitation.CODE)
    scene = Scene(round_, Session(), TEXTS.speaker("en"), world(facts=facts))
    assert tell(scene)
