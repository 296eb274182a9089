"""What comes first, and whether that is known of everything it is said to come before.

A hidden number can be the largest of all. So a sentence such as "X leads the answers" is true only
if what is published of every other answer puts it below X: its bounds, not the absence of a number.
What cannot be proved of all is said of "those that can be shown", of a pair alone, or not at all.

Every wording that puts something first is in `WORDINGS`. It is made by `composing.superlative`
with the cells it speaks of, and `proving` looks at the tables again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from admin.bounds import Bounds, bounds
from admin.disclosure import Protected, ProtectedCell
from admin.linking import CellRef
from admin.voting import statements
from admin.words import marked


class Among(Enum):
    """What something comes first of."""

    ANSWERS = auto()
    """All answers of a row."""
    GROUPS = auto()
    """All named groups of a breakdown, by their share of one answer."""
    STATEMENTS = auto()
    """All statements of a question, by the share who agree."""
    PAIR = auto()
    """Only what it is compared with by name."""


@dataclass(frozen=True)
class Wording:
    """What a wording says.

    Attributes:
        among: what it comes first of.
        shown: whether it says so only of what has a number, or words in place of one.
        ties: whether it is true as well where another comes out the same.
    """

    among: Among
    shown: bool = False
    ties: bool = False


LEADS = marked("{answer} leads the answers")
LEADS_SHOWN = marked("{answer} leads the answers that can be shown")
LEAD = marked("{answer} and {second} lead the answers")
LEAD_SHOWN = marked("{answer} and {second} lead the answers that can be shown")
ONE_CLEAR = marked("There is one clear answer: {answer}")
PUT_FIRST = marked("{answer} is put first by the largest group")
NEXT_ONE = marked("Next comes {second} ({share}).")
NEXT_TWO = marked("Next come {second} ({share}) and {third} ({other}).")
NEXT_ONE_SHOWN = marked("Of the answers that can be shown, the next is {second} ({share}).")
NEXT_TWO_SHOWN = marked(
    "Of the answers that can be shown, the next are {second} ({share}) and {third} ({other})."
)
CHOSEN_BY = (
    marked("{answer} is chosen above all by those aged {first}"),
    marked("{answer} is chosen above all by those who answered {first}"),
)
PUT_FIRST_BY = (
    marked("{answer} is put first above all by those aged {first}"),
    marked("{answer} is put first above all by those who answered {first}"),
)
MORE_OFTEN = marked("{answer}: {first} more often than {second}")
LEANS = marked("More young people answer towards {more} than towards {less}")
AGREED = marked("The widest agreement is with {statement}")
AGREED_SHOWN = marked(
    "Of the sentences that can be shown, the widest agreement is with {statement}"
)

WORDINGS: Mapping[str, Wording] = {
    **dict.fromkeys((LEADS, LEAD, ONE_CLEAR, PUT_FIRST), Wording(Among.ANSWERS)),
    **dict.fromkeys((LEADS_SHOWN, LEAD_SHOWN), Wording(Among.ANSWERS, shown=True)),
    **dict.fromkeys((NEXT_ONE, NEXT_TWO), Wording(Among.ANSWERS, ties=True)),
    **dict.fromkeys(
        (NEXT_ONE_SHOWN, NEXT_TWO_SHOWN), Wording(Among.ANSWERS, shown=True, ties=True)
    ),
    **dict.fromkeys((*CHOSEN_BY, *PUT_FIRST_BY), Wording(Among.GROUPS)),
    **dict.fromkeys((MORE_OFTEN, LEANS), Wording(Among.PAIR)),
    AGREED: Wording(Among.STATEMENTS),
    AGREED_SHOWN: Wording(Among.STATEMENTS, shown=True),
}


@dataclass(frozen=True)
class Superlative:
    """That some cells come first.

    Attributes:
        wording: the text of the catalogue that says it, a key of `WORDINGS`.
        first: what comes first, together.
        besides: what it is not compared with, because it comes before; of a pair, the other.
    """

    wording: str
    first: tuple[CellRef, ...]
    besides: tuple[CellRef, ...] = ()


def holds(claim: Superlative, tables: Protected) -> bool:
    """Return whether everything published says that it comes first; KeyError for no such cell."""
    rivals = list(_rivals(claim, tables))
    ties = WORDINGS[claim.wording].ties
    return all(
        _before(tables.cell(one), tables.cell(other), tables, ties=ties)
        for one in claim.first
        for other in rivals
    )


def first_that_holds(claims: Iterable[Superlative], tables: Protected) -> Superlative | None:
    """Return the first of these that can be proved, None if there is none."""
    return next((claim for claim in claims if holds(claim, tables)), None)


def _rivals(claim: Superlative, tables: Protected) -> Iterator[CellRef]:
    wording, one = WORDINGS[claim.wording], claim.first[0]
    if wording.among is Among.PAIR:
        yield from claim.besides
        return
    for ref in _others(wording.among, one, tables):
        if ref in claim.first or ref in claim.besides:
            continue
        cell = tables.cell(ref)
        if not wording.shown or cell.shown or cell.nearly_all:
            yield ref


def _others(among: Among, one: CellRef, tables: Protected) -> Iterator[CellRef]:
    """Yield everything of its kind, itself included."""
    table = tables.table(one.variable, one.by)
    if among is Among.ANSWERS:
        for category in table.variable.substance:
            yield one._replace(category=category.id)
    elif among is Among.GROUPS:
        for group in table.groups:
            if not group.startswith(":"):
                yield one._replace(group=group)
    else:
        for variable in statements(tables, table.variable.question):
            yield one._replace(variable=variable.id)


def _before(one: ProtectedCell, other: ProtectedCell, tables: Protected, *, ties: bool) -> bool:
    same_row = one.ref._replace(category="") == other.ref._replace(category="")
    if same_row and one.count is not None and other.count is not None:
        # Of one base: a number that is printed larger is larger.
        return one.count > other.count or (ties and one.count == other.count)
    high, low = _bounds(one, tables), _bounds(other, tables)
    if high is None or low is None:
        return False
    if same_row:
        return high.least > low.most
    return high.least_share > low.most_share


def _bounds(cell: ProtectedCell, tables: Protected) -> Bounds | None:
    ref = cell.ref
    table = tables.table(ref.variable, ref.by)
    return bounds(table, ref.category, ref.group, tables.rule)
