"""The fixed plan of a round's tables: the variables of its questions, and what they are shown by.

Nothing here looks at an answer: the plan follows from the round alone, so it tells nothing of what
people said.

A question gives one variable or two. A scale is also counted in two or three merged parts, a number
and a date in wider bands, which hold enough people to be compared between groups, and what says who
somebody is in the wider categories that the round names. A ranking is
counted by first places and, where it leaves options out, by "among the places". Each option of a
ranking has a variable of its places, each of a question that shares out points one of the points it
was given; these, single points and narrow bands are broken down only where enough people took part
(`with_parts`).

Who cannot have been asked has no row: a question for girls only is not shown for boys.
"""

from collections.abc import Iterator
from dataclasses import replace

from admin.analysis import bands
from admin.analysis.routing import NOT_ASKED, Part, routed
from admin.analysis.variables import (
    AGE,
    ANSWERED,
    DECLINED,
    INVITED,
    LANGUAGE,
    SKIPPED,
    UNPLACED,
    WITH_CODE,
    WITHOUT_CODE,
    Category,
    Kind,
    Plan,
    Variable,
    among_id,
    by_level,
    gathered,
    merged_id,
    places_id,
    points_id,
    wide,
)
from dialogs.languages import OWN_NAMES
from dialogs.questions import AnyQuestion, DatePart, Number, PickOne, Points, Ranking, Scale
from dialogs.questions.base import Level, Measure
from dialogs.round import Invitation, Round, Unfinished

PEOPLE_EACH = 50


def plan_of(round_: Round) -> Plan:
    """Return the tables that are published of this round, however many take part."""
    variables = [_language(round_), _age(round_), *_invited(round_)]
    pairs: list[tuple[str, str]] = []
    merged: list[tuple[str, str]] = []
    for question in round_.questions:
        if question.measure is Measure.NOTHING:
            continue
        ways = list(_of_question(question, round_))
        variables += ways
        wider = merged_id(question.id)
        compared = wider if wider in {one.id for one in ways} else question.id
        if compared == wider:
            merged.append((wider, question.id))
        if by_level(question) and not (isinstance(question, PickOne) and question.breakdown):
            pairs += [(compared, by) for by in round_.publication.breakdowns]
    plan = Plan(tuple(variables), tuple(pairs), tuple(merged))
    return replace(plan, absent=frozenset(absent(plan, round_)))


def with_parts(plan: Plan, round_: Round, finished: int) -> Plan:
    """Return the plan with finer tables by group, where groups are large enough.

    They are of single options, of the points of a scale and of narrow bands. Each cell holds few
    people: most would be hidden, and hide others with them. So they are made where enough took part
    (`people_for`), and of questions that everybody is asked. `finished` is how many took part, as
    printed: the plan tells nothing that this does not.
    """
    merged = {fine: merged for merged, fine in plan.merged}
    finer = [
        (variable.id, by)
        for by in round_.publication.breakdowns
        for variable in plan.variables
        if variable.part or (merged.get(variable.id), by) in plan.pairs
        if not variable.conditional
        if finished >= people_for(plan, variable, by)
    ]
    return replace(plan, pairs=(*plan.pairs, *finer), finer=plan.finer | {*finer})


def people_for(plan: Plan, variable: Variable, by: str) -> int:
    """Return how many people a finer table takes: `PEOPLE_EACH` a cell, if they spread evenly."""
    return PEOPLE_EACH * len(variable.substance) * len(plan.variable(by).substance)


def absent(plan: Plan, round_: Round) -> Iterator[tuple[str, str, str]]:
    """Yield variable, breakdown and group of those who cannot have been asked."""
    for variable, by in plan.pairs:
        for group in plan.grouping(by).categories:
            if _cannot_be_asked(plan.variable(variable), (by, group.id), plan, round_):
                yield variable, by, group.id


def _cannot_be_asked(variable: Variable, group: tuple[str, str], plan: Plan, round_: Round) -> bool:
    """Return whether the condition of a question is false for everybody of a group."""
    condition = round_.question(variable.question).show_if if variable.question else None
    if condition is None:
        return False
    parts = routed(condition, plan, round_)
    return any(_is_empty(part, group, plan, round_) for part in parts if part.most == 0)


def _is_empty(part: Part, group: tuple[str, str], plan: Plan, round_: Round) -> bool:
    """Return whether nobody of a group can be in the categories of a part."""
    if part.variable == group[0]:
        return group[1] not in part.categories
    if NOT_ASKED in part.categories:
        return False
    return _cannot_be_asked(plan.variable(part.variable), group, plan, round_)


def _language(round_: Round) -> Variable:
    names = [
        Category(t, dict.fromkeys(round_.languages, OWN_NAMES.get(t, t))) for t in round_.languages
    ]
    return Variable(LANGUAGE, "", Kind.PARTS, tuple(names))


def _age(round_: Round) -> Variable:
    bands = [Category(b.id, dict.fromkeys(round_.languages, b.label)) for b in round_.age_bands]
    return Variable(AGE, "", Kind.PARTS, tuple(bands))


def _invited(round_: Round) -> Iterator[Variable]:
    """Yield whether people came with a code, where both were possible."""
    if round_.invitation is Invitation.BOTH:
        ways = (Category(WITH_CODE, {}), Category(WITHOUT_CODE, {}))
        yield Variable(INVITED, "", Kind.PARTS, ways)


def _of_question(question: AnyQuestion, round_: Round) -> Iterator[Variable]:
    own, gone = tuple(_answers(question, round_)), tuple(_no_answer(question, round_))
    kind = Kind.SEVERAL if question.measure is Measure.MANY else Kind.PARTS
    asked_some = question.show_if is not None
    yield Variable(question.id, question.id, kind, own + gone, asked_some)
    if isinstance(question, Ranking) and _leaves_out(question):
        yield Variable(among_id(question.id), question.id, Kind.SEVERAL, own + gone, asked_some)
    if parts := tuple(_merged(question, own)):
        yield Variable(merged_id(question.id), question.id, Kind.PARTS, parts + gone, asked_some)
    for name, option, categories in _parts(question):
        every = categories + gone
        yield Variable(name, question.id, Kind.PARTS, every, asked_some, part=option)


def _answers(question: AnyQuestion, round_: Round) -> Iterator[Category]:
    match question:
        case Number():
            yield from map(_banded, bands.of_number(question))
        case DatePart():
            yield from map(_banded, bands.of_date(question, round_))
        case _ if by_level(question):
            yield from (Category(one.id, one.label, (one.id,)) for one in question.levels())
        case _:
            yield Category(ANSWERED, {})


def _parts(question: AnyQuestion) -> Iterator[tuple[str, Level, tuple[Category, ...]]]:
    """Yield the options that are counted one by one, and what can become of them."""
    if isinstance(question, Points):
        points = tuple(map(_banded, bands.of_points(question)))
        for option in question.levels():
            yield points_id(question.id, option.id), option, points
    if isinstance(question, Ranking):
        places = tuple(_places(question))
        for option in question.levels():
            yield places_id(question.id, option.id), option, places


def _places(question: Ranking) -> Iterator[Category]:
    yield from map(_banded, bands.of_ranking(question))
    if _leaves_out(question):
        yield Category(UNPLACED, {})


def _leaves_out(question: Ranking) -> bool:
    """Return whether somebody who ranked can have left an option without a place."""
    return question.length < len(question.options) or bool(question.filter_by)


def _banded(band: bands.Band) -> Category:
    return Category(band.id, band.label, span=band.span)


def _merged(question: AnyQuestion, own: tuple[Category, ...]) -> Iterator[Category]:
    """Yield the merged parts of a scale, the wider bands of a number, the wider categories."""
    if isinstance(question, PickOne) and question.in_wider:
        yield from gathered(own, [wide(one) for one in question.in_wider])
    if isinstance(question, Scale):
        for part in bands.of_scale(question):
            least, most = map(int, part.span)
            yield Category(part.id, part.label, tuple(map(str, range(least, most + 1))))
    if isinstance(question, Number | DatePart):
        spans = [category.span for category in own if category.span is not None]
        for band in bands.wider(question, spans):
            yield Category(band.id, band.label, _within(band, own), band.span)


def _within(band: bands.Band, own: tuple[Category, ...]) -> tuple[str, ...]:
    least, most = band.span
    spans = ((one.id, one.span) for one in own)
    return tuple(name for name, span in spans if span and least <= span[0] and span[1] <= most)


def _no_answer(question: AnyQuestion, round_: Round) -> Iterator[Category]:
    """Yield how somebody can have given none: what is required is declined, unless never sent."""
    if not question.required or round_.unfinished is Unfinished.KEEP_ANSWERS:
        yield Category(SKIPPED, {})
    if question.may_decline or question.required:
        yield Category(DECLINED, {})
