"""What counts of a conversation that was not sent when its round closes."""

import pytest
from msgspec.structs import replace

from dialogs.answers import DECLINED, SKIPPED
from dialogs.round import Round, Unfinished
from dialogs.screens.facts import in_short
from dialogs.sending import unsent
from dialogs.session import Session
from dialogs.states import Aside, Phase
from tests.storage.material import session_of
from tests.support.person import Person
from tests.support.world import EXAMPLE, TEXTS

KEEPING = replace(EXAMPLE, unfinished=Unfinished.KEEP_ANSWERS)
HALF = session_of(KEEPING, 1)


def test_what_was_answered_counts_and_the_rest_is_without_an_answer() -> None:
    said = unsent(KEEPING, HALF)
    assert said is not None
    assert (said.round, said.version, said.age) == (KEEPING.id, HALF.version, HALF.age)
    assert (said.language, said.consent) == (HALF.language, HALF.consent)
    first, second, *others = said.answers.values()
    assert [first, second] == list(HALF.answers.values())
    assert others == [SKIPPED] * (len(EXAMPLE.questions) - 2)


@pytest.mark.parametrize(
    ("round_", "session"),
    [
        (EXAMPLE, HALF),
        (KEEPING, replace(HALF, consent="")),
        (KEEPING, replace(HALF, phase=Phase.CONSENT)),
        (KEEPING, replace(HALF, answers={})),
        (KEEPING, replace(HALF, answers={KEEPING.questions[0].id: DECLINED})),
        (KEEPING, replace(HALF, answers={"no_such_question": HALF.answers["gender"]})),
        (KEEPING, replace(HALF, aside=Aside.STOP)),
    ],
    ids=["rule", "no consent", "beginning", "no answer", "declined", "off the path", "stopping"],
)
def test_nothing_counts_otherwise(round_: Round, session: Session) -> None:
    assert unsent(round_, session) is None


def test_it_is_what_send_would_have_handed_over() -> None:
    person = Person(KEEPING)
    person.consent()
    person.type("1")
    person.skip_to_review()
    before = person.stored
    assert before is not None
    person.tap("📨 Send my answers")
    assert person.kept is not None
    assert unsent(KEEPING, before) == person.kept.response


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_everybody_is_told_when_the_round_keeps_such_answers(language: str) -> None:
    say = TEXTS.speaker(language)
    told, usual = in_short(KEEPING, say), in_short(EXAMPLE, say)
    (added,) = set(told) - set(usual)
    assert added.startswith("📮")
    assert language == "en" or "Send" not in added
