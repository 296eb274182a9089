"""Who writes in another of the round's languages is told how to go on in it, once."""

from collections.abc import Sequence

from msgspec.structs import replace

from dialogs import advance
from dialogs.events import Notify, Said
from dialogs.session import Session
from dialogs.states import Phase
from dialogs.version import version_of
from dialogs.world import World
from tests.support.small_rounds import small_round
from tests.support.world import world

LONG = "Паркот е темен и нема каде да се седи."
ROUND = small_round(
    {"kind": "free_text", "id": "first"},
    {"kind": "free_text", "id": "second"},
)
HERE = Session(
    phase=Phase.ASKING, language="en", at="first", version=version_of(ROUND), nonce="n", age="a"
)


def macedonian(_: str, among: Sequence[str]) -> str:
    assert among[0] == "en", "the language that is spoken is preferred"
    return "mk"


def notices(text: str, here: Session = HERE, around: World | None = None) -> list[str]:
    around = around or replace(world(), guess=macedonian)
    step = advance(ROUND, here, Said(text=text), around)
    return [one.text for one in step.effects if isinstance(one, Notify)]


def test_it_is_offered_when_the_first_text_is_in_another_language() -> None:
    assert notices(LONG) == ["🌐 That looks like Македонски. To go on in it, send /language."]


def test_a_short_text_says_too_little() -> None:
    assert notices("Паркот.") == []


def test_nobody_is_told_twice() -> None:
    step = advance(ROUND, HERE, Said(text=LONG), replace(world(), guess=macedonian))
    assert step.session.at == "second"
    assert notices(LONG, step.session) == []


def test_nothing_is_offered_where_it_is_not_clear_or_the_same() -> None:
    assert notices(LONG, around=replace(world(), guess=lambda *_: None)) == []
    assert notices(LONG, around=replace(world(), guess=lambda *_: "en")) == []


def test_what_was_taken_out_is_more_urgent() -> None:
    told = notices("Јави се на 070 123 456 ако сакаш да дојдеш.")
    assert [one[:2] for one in told] != ["🌐 "]


def test_it_stands_beside_why_a_text_was_not_understood() -> None:
    choosing = small_round({"kind": "pick_one", "id": "first", "options": ["yes", "no"]})
    here = replace(HERE, version=version_of(choosing))
    around = replace(world(), guess=macedonian)
    step = advance(choosing, here, Said(text=LONG), around)
    [told] = [one.text for one in step.effects if isinstance(one, Notify)]
    assert told.startswith("🌐 That looks like")
    assert told.endswith("I did not understand. Please tap one of the answers.")
