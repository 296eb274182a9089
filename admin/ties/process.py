"""What ties the numbers by language, and those of added sentences, to all others.

- Whoever began, or stopped, did so in one of the languages.
- Of those who began in a language, so many finished in it, and others stopped: unless somebody
  changed the language on the way, and then the tie is left out like all that does not hold.
- A sentence that was added was let through, refused, or judged by nobody; those let through have
  tables, so everybody knows how many they are.
"""

from collections.abc import Iterator

from admin.addresses import tally
from admin.analysis.counting import UnprotectedCounts
from admin.analysis.process import ADDED, BY_LANGUAGE, REFUSED, UNJUDGED, in_language
from admin.analysis.statements import statement_id, voting
from admin.analysis.variables import LANGUAGE
from admin.cells import CellRef
from admin.suppression import Tie, adds_up
from dialogs.round import Round


def over_process(raw: UnprotectedCounts, round_: Round) -> Iterator[Tie[CellRef]]:
    """Yield the ties; those of numbers that are not there are left out by whoever asks."""
    languages = tuple(round_.languages)
    for name in BY_LANGUAGE:
        yield adds_up(tally(name), [tally(in_language(name, one)) for one in languages])
    for one in languages:
        began, stopped = (tally(in_language(name, one)) for name in BY_LANGUAGE)
        yield Tie(((began, 1), (CellRef(LANGUAGE, one), -1), (stopped, -1)), 0, None)
    public = _let_through(raw, round_)
    terms = ((tally(ADDED), 1), (tally(REFUSED), -1), (tally(UNJUDGED), -1))
    yield Tie(terms, public, public)


def _let_through(raw: UnprotectedCounts, round_: Round) -> int:
    """Return how many added sentences have tables."""
    own = {statement_id(one.id, seed.id) for one in voting(round_) for seed in one.seeds}
    voted = {
        statement_id(one.question, one.statement.id)
        for one in raw.plan.variables
        if one.statement is not None
    }
    return len(voted - own)
