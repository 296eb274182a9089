"""The order of statements: different for each person, fair to each statement."""

from collections import Counter
from functools import partial

from bot.scrubbing import scrub
from dialogs.questions import Statements
from dialogs.questions.base import Asking, Chose, Holding, Statement
from tests.support.world import TEXTS

kept = partial(scrub, language="en", countries=())
SEEDS = tuple(Statement(f"s{number}", {"en": f"Statement {number}."}) for number in range(20))
QUESTION = Statements(id="views", text={"en": "What do you think?"}, seeds=SEEDS, most=6)


def test_each_statement_is_shown_about_equally_often() -> None:
    shown: Counter[str] = Counter()
    orders = set()
    for person in range(200):
        held: tuple[str, ...] = ()
        asking = Asking(say=TEXTS.speaker("en"), scrub=kept, seed=f"{person}", shown=dict(shown))
        held = QUESTION.begin(asking)
        seen = []
        while QUESTION.open_statement(asking := _holding(asking, held)):
            seen.append(QUESTION.open_statement(asking))
            taken = QUESTION.take(Chose(0), asking)
            assert isinstance(taken, Holding)
            held = taken.value
        assert len(set(seen)) == QUESTION.most
        shown.update(seen)
        orders.add(tuple(seen))
    assert max(shown.values()) - min(shown[seed.id] for seed in SEEDS) <= 1
    assert len(orders) > 150


def test_an_added_statement_catches_up() -> None:
    added = Statement("added_1", {"sq": "Më shumë drita."})
    shown = dict.fromkeys((seed.id for seed in SEEDS), 60)
    asking = Asking(say=TEXTS.speaker("en"), scrub=kept, seed="x", shown=shown, added=(added,))
    assert QUESTION.open_statement(_holding(asking, QUESTION.begin(asking))) == "added_1"


def test_a_statement_that_was_taken_out_while_open_is_passed_over() -> None:
    asking = Asking(say=TEXTS.speaker("en"), scrub=kept, seed="x", held=("as1", "?gone"))
    assert QUESTION.open_statement(asking) == ""
    assert QUESTION.choices(asking) == ()


def _holding(asking: Asking, held: tuple[str, ...]) -> Asking:
    return Asking(
        say=asking.say,
        scrub=kept,
        seed=asking.seed,
        shown=asking.shown,
        added=asking.added,
        held=held,
    )
