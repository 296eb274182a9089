"""What buttons carry: short, readable back, and never an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.codes import ENTROPY_BYTES, TICKET_BYTES, new_code, new_ticket
from dialogs.events import Move, Tapped
from dialogs.prompts import Choice
from dialogs.session import Respondent, Session
from dialogs.states import KEPT, MOVES, Aside, MoveName, Phase
from dialogs.taps import LIMIT_BYTES, LIST, decode, encode, mark_of
from tests.support.person import Person
from tests.support.world import EXAMPLE

CODE = new_code(b"\xff" * ENTROPY_BYTES)
TICKET = new_ticket(b"\xff" * TICKET_BYTES)
LONGEST_BAND = "a" * 12
MARK = mark_of("our_evenings")
CARRIED = sorted(set(Phase) - KEPT)


@pytest.mark.parametrize("phase", CARRIED)
@pytest.mark.parametrize("aside", [None, *Aside])
def test_a_carried_conversation_comes_back_whole(phase: Phase, aside: Aside | None) -> None:
    session = Session(
        phase=phase,
        aside=aside,
        language="sr-Latn",
        age="" if phase is Phase.SAVED else "15_17",
        respondent=Respondent.ORGANISATION,
        ticket="" if phase is Phase.SAVED else TICKET,
        code=CODE if phase is Phase.SAVED else "",
    )
    tapped = decode(encode(session, Choice("", MoveName.NEXT, "7")))
    assert tapped is not None
    assert tapped.carried == session
    assert (tapped.move.name, tapped.move.arg) == (MoveName.NEXT, "7")


@pytest.mark.parametrize("phase", sorted(KEPT))
def test_a_stored_conversation_is_not_in_its_buttons(phase: Phase) -> None:
    session = Session(phase=phase, language="mk", age="15_17", nonce="a1b2c3", step=12, code=CODE)
    data = encode(session, Choice("Girl", MoveName.CHOOSE, "0"))
    assert data == "k:a1b2c3:12:o:0"
    tapped = decode(data)
    assert tapped is not None
    assert (tapped.carried, tapped.nonce, tapped.step) == (None, "a1b2c3", 12)


@pytest.mark.parametrize("phase", CARRIED)
@pytest.mark.parametrize("move", MoveName)
def test_the_longest_button_fits_telegram(phase: Phase, move: MoveName) -> None:
    session = Session(
        phase=phase,
        aside=Aside.WITHDRAW,
        language="sr-Latn",
        age="" if phase is Phase.SAVED else LONGEST_BAND,
        respondent=Respondent.ORGANISATION,
        ticket=TICKET,
        code=CODE,
    )
    data = encode(session, Choice("", move, "sr-Latn"), MARK)
    assert len(data.encode()) <= LIMIT_BYTES


@pytest.mark.parametrize(
    "data",
    ["", "k", "c", "k:n:one:o:0", "k:n:1:?:0", "c:?::en::n:", "c:C:?:en::n:", "x:C::en::n:", "k:1"],
)
def test_what_is_not_ours_is_nothing(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize("phase", Phase)
def test_a_button_says_of_which_round_it_is(phase: Phase) -> None:
    session = Session(phase=phase, language="mk", nonce="a1b2c3", step=12)
    for mark in (MARK, ""):
        tapped = decode(encode(session, Choice("", MoveName.NEXT), mark), locale="mk")
        assert tapped is not None
        assert tapped.round == mark


def test_a_button_of_the_list_belongs_to_no_round() -> None:
    data = encode(Session(), Choice("", MoveName.BEGIN, MARK), LIST)
    assert decode(data, locale="mk") == Tapped(
        move=Move(MoveName.BEGIN, MARK), round=LIST, locale="mk"
    )


@pytest.mark.parametrize("phase", sorted(KEPT))
def test_a_stored_phase_cannot_be_carried(phase: Phase) -> None:
    assert decode(f"c:{phase}::en:15_17:{MoveName.SEND}:") is None


@given(st.text(max_size=LIMIT_BYTES))
def test_no_data_breaks_the_reading(data: str) -> None:
    for text in (data, f"k:{data}", f"c:{data}"):
        tapped = decode(text)
        assert tapped is None or tapped.carried is None or tapped.carried.phase not in KEPT


def test_no_button_of_a_question_tells_an_option() -> None:
    person = Person()
    person.consent()
    while person.drawn.phase is Phase.ASKING:
        levels = EXAMPLE.question(person.drawn.at).levels()
        for row in person.prompt.rows:
            for choice in row:
                fields = encode(person.drawn, choice).split(":")
                if choice.move is MoveName.CHOOSE:
                    assert int(fields[-1]) < len(levels)
                assert not {level.id for level in levels if not level.id.isdecimal()} & set(fields)
        person.tap("Skip ➡")


def test_every_legal_move_has_its_own_letter() -> None:
    moves = {move for legal in MOVES.values() for move in legal}
    assert len({move.value for move in moves}) == len(moves)


def test_no_two_moves_have_the_same_letter() -> None:
    session = Session(phase=Phase.ASKING, nonce="abc", step=1)
    moves = MoveName.__members__.values()  # with those that would be other names of one
    assert len({encode(session, Choice("", move)) for move in moves}) == len(moves)
