"""Which message a screen takes the place of, where a thumb was on one that is gone already."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.channels.base import Arrival
from bot.practice import PracticeServer
from bot.succession import end_stays, screen_before
from dialogs.drafts import Draft
from dialogs.events import Effect, Move, Said, Show, Step, Tapped
from dialogs.prompts import Prompt
from dialogs.session import Session
from dialogs.states import MoveName, Phase
from tests.support import four_scripts as short
from tests.support.serving import TOKEN, Edge, serving, settings_for
from tests.support.visitor import Visitor

ASKED = Session(phase=Phase.ASKING, nonce="n", step=3)
TAP = Tapped(move=Move(MoveName.DONE), nonce="n", step=3)
OLD = replace(TAP, step=2)
PROMPT = Prompt(language="en")


def before(tapped: int, tap: Tapped, draft: Draft | None, *effects: Effect) -> int | None:
    arrival = Arrival(update_id=1, user="u", chat=7, message_id=tapped, query_id="q", incoming=tap)
    session = draft.session if draft and draft.session.kept else Session()
    stays = end_stays(session, draft)
    return screen_before(arrival, tap, Step(session, effects), draft, stays=stays)


@pytest.mark.parametrize(
    ("tapped", "tap", "draft", "expected"),
    [
        (100, TAP, Draft(ASKED), 100),
        (100, TAP, Draft(ASKED, 100), 100),
        (101, TAP, Draft(ASKED, 100), 101),  # it was drawn, and a crash has kept us from noting it
        (100, TAP, Draft(ASKED, 101), 101),  # it was deleted when the newer one was drawn
        (102, OLD, Draft(ASKED, 101), 101),
        (102, TAP, Draft(ASKED, 101, letter=b"l"), 101),  # a reminder has the same buttons
        (100, TAP, None, 100),
        (103, TAP, Draft(Session(), 100), 103),  # what tells of an end stays
    ],
)
def test_the_place_of(tapped: int, tap: Tapped, draft: Draft | None, expected: int) -> None:
    assert before(tapped, tap, draft) == expected


def test_what_is_drawn_below_what_was_tapped_takes_nobodys_place() -> None:
    assert before(100, TAP, None, Show(PROMPT, fresh=True)) is None


@pytest.mark.parametrize(
    ("session", "stays"),
    [
        (Session(), True),
        (Session(phase=Phase.SAVED), True),
        (Session(phase=Phase.STOPPED), True),
        (Session(phase=Phase.WITHDRAWN), False),
        (Session(phase=Phase.HANDED_ON), False),
        (Session(ticket="TICKET"), False),
    ],
)
def test_an_end_stays_until_somebody_moves_on(session: Session, *, stays: bool) -> None:
    said = Said(text="thanks")
    arrival = Arrival(update_id=1, user="u", chat=7, message_id=101, incoming=said)
    draft = Draft(Session(), 100)
    assert end_stays(session, draft) is stays
    assert screen_before(arrival, said, Step(session), draft, stays=stays) == (
        None if stays else 100
    )
    assert not end_stays(session, None)


async def test_a_button_of_a_screen_that_is_gone_leaves_one_screen(tmp_path: Path) -> None:
    async with PracticeServer(token=TOKEN) as server:
        visitor = Visitor(server, "en")
        phone = visitor.phone
        async with serving(
            short.four_scripts(), settings_for(server, tmp_path, "aiogram"), Edge.POLLING
        ):
            await visitor.agrees()
            gone, turns_the_page = phone.button("▶")
            await phone.say("/start")
            await phone.until(lambda screen: gone.message_id not in {e.message_id for e in screen})
            await phone.press(turns_the_page, message_id=gone.message_id)
            await visitor.taps(f"{short.PLACE['en']} 9")
            await visitor.reads(short.WHAT["en"])
        assert len(phone.screen) == 1


async def test_help_right_after_sending_is_drawn_below_the_code(tmp_path: Path) -> None:
    async with PracticeServer(token=TOKEN) as server:
        visitor = Visitor(server, "en")
        async with serving(
            short.four_scripts(), settings_for(server, tmp_path, "aiogram"), Edge.POLLING
        ):
            await visitor.agrees()
            await visitor.answers()
            await visitor.is_gone(short.WORDS["en"])
            summary, helps = visitor.phone.button("🆘 Help")
            await visitor.taps("📨 Send my answers")
            await visitor.reads("🔑 Your code: ")
            await visitor.phone.press(helps, message_id=summary.message_id)
            await visitor.reads("Somebody to talk to")
        assert ["🔑 Your code: " in each.text for each in visitor.phone.screen] == [True, False]
