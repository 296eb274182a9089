"""Every table of a round from one query.

The responses are grouped once, by all breakdowns together, and each category is a conditional
sum; each table is then a sum over these few groups. One pass over the data, however many tables.
What the groups say themselves, and what a merged variable gathers, is added up and not asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from admin.analysis.engine import (
    BooleanValue,
    DuckDb,
    Engine,
    IntegerScalar,
    IntegerValue,
    NumericValue,
    StringValue,
    Table,
    ibis,
)
from admin.analysis.planning import plan_of, with_parts
from admin.analysis.process import tallies_of
from admin.analysis.statements import VOTES, are_groups, with_votes
from admin.analysis.themes import breakdowns_of, counts_of, themes_id, with_themes
from admin.analysis.variables import (
    AGE,
    ANSWERED,
    DECLINED,
    INVITED,
    LANGUAGE,
    NO_VOTE,
    QUARANTINED,
    SKIPPED,
    UNPLACED,
    WITH_CODE,
    Category,
    Kind,
    Plan,
    Variable,
    headline,
)
from admin.analysis.votes import Grouped, vote_on, with_groups
from admin.coding.coded import Coded
from admin.dataset import Dataset
from admin.suppression import Rule
from dialogs.questions.base import Measure
from dialogs.round import Round, Unfinished
from dialogs.session import Respondent

Group = tuple[str, str]
"""Breakdown and group; ("", "") is everybody."""

EVERYBODY: Group = ("", "")
ASKED = ":asked"
ORGANISATIONS = "organisations"
"""The tally of those who answered for an organisation; they are in no other count."""

FINISHED = "finished"
NOT_ASKED = ":not_asked"
"""The group of those who were not asked what a breakdown is made of."""

Rows = list[dict[str, str | int]]
"""How many are in each category, for each combination of groups that there is."""

_OUTCOMES = {ANSWERED: "answered", SKIPPED: "skipped", DECLINED: "declined"}


@dataclass(frozen=True)
class UnprotectedCounts:
    """Exact numbers of people, without the quarantined. Only `admin.disclosure` may read them.

    Attributes:
        plan: which tables these counts make up.
        finished: the number of responses.
        asked: people asked, by variable and group.
        counts: people by variable, category and group.
        tallies: what happened to people who are in no count here, all languages together.
        everyone: people with the quarantined among them, by variable and category ("" for all who
            were asked), for the headline variables; empty when nothing was judged.
        wrote: people who wrote something, by question and group, where texts were coded: by
            language, and by each breakdown that their themes were counted by.
    """

    plan: Plan
    finished: int
    asked: Mapping[tuple[str, Group], int]
    counts: Mapping[tuple[str, str, Group], int]
    tallies: Mapping[str, int]
    everyone: Mapping[tuple[str, str], int] = field(default_factory=dict)
    wrote: Mapping[tuple[str, Group], int] = field(default_factory=dict)

    def withholding(self) -> "UnprotectedCounts":
        """Return the counts without those of finer tables by group."""
        finer = self.plan.finer
        return replace(
            self,
            plan=self.plan.withholding(),
            asked={key: n for key, n in self.asked.items() if (key[0], key[1][0]) not in finer},
            counts={key: n for key, n in self.counts.items() if (key[0], key[2][0]) not in finer},
        )


def count(
    dataset: Dataset, engine: Engine | None = None, *, coded: Sequence[Coded] = ()
) -> UnprotectedCounts:
    """Return the exact counts of every table in the round's plan; every engine gives the same.

    Where texts were `coded`, their themes are counted too.
    """
    with (engine or DuckDb()).responses(dataset.responses) as responses:
        persons = responses.filter(responses["respondent"] == Respondent.PERSON)
        judged = QUARANTINED in responses.columns
        counted = persons.filter(~persons[QUARANTINED]) if judged else persons
        grouped = with_groups(persons, counted, dataset.round, dataset.statements)
        plan = _plan(dataset, _number_of(counted), grouped)
        everybody = _cube(grouped.responses, dataset.round, plan)
        everything = _number_of(responses) if dataset.round.hear_organisations else 0
        wrote = dict(_wrote(counted, coded))
    cube = [row for row in everybody if not row.get(QUARANTINED)]
    finished, tallies = _total(cube, FINISHED), _tallies(dataset)
    if dataset.round.hear_organisations:
        tallies[ORGANISATIONS] = everything - _total(everybody, FINISHED)
    everyone: dict[tuple[str, str], int] = {}
    if judged:
        tallies[QUARANTINED] = _total(everybody, FINISHED) - finished
        everyone = _everyone(everybody, dataset.round, plan)
    asked, counts = _tables(cube, plan)
    raw = UnprotectedCounts(plan, finished, asked, counts, tallies, everyone, wrote)
    return _with_texts(raw, dataset, coded)


def _plan(dataset: Dataset, finished: int, grouped: Grouped) -> Plan:
    """Return the tables that there are, which follows from the round and from printed numbers."""
    round_ = dataset.round
    rule = Rule(round_.publication.threshold, round_.publication.rounding)
    plan = with_parts(plan_of(round_), round_, rule.rounded(finished))
    votes = {statement: rule.rounded(cast) for statement, cast in grouped.votes.items()}
    return with_votes(plan, round_, dataset.statements, grouped.numbers, votes)


def _wrote(persons: Table, coded: Sequence[Coded]) -> Iterator[tuple[tuple[str, Group], int]]:
    for one in coded:
        question = one.coding.question
        people = _people(persons[f"{question}__outcome"] == _OUTCOMES[ANSWERED])
        for by in (LANGUAGE, *breakdowns_of(one)):
            group = persons[LANGUAGE] if by == LANGUAGE else _group_of(persons, by)
            rows = persons.group_by(group=group).aggregate(people=people)
            for row in rows.to_pyarrow().to_pylist():
                yield (question, (by, row["group"])), row["people"]


def _with_texts(
    raw: UnprotectedCounts, dataset: Dataset, coded: Sequence[Coded]
) -> UnprotectedCounts:
    """Return the counts with those of coded texts."""
    asked, counts = dict(raw.asked), dict(raw.counts)
    plan = with_themes(raw.plan, dataset.round, coded)
    for one in coded:
        variable = themes_id(one.coding.question)
        for category, group, number in counts_of(dataset, one):
            if (variable, *group) in plan.absent:
                continue
            if category:
                counts[variable, category, group] = number
            else:
                asked[variable, group] = number
    return replace(raw, plan=plan, asked=asked, counts=counts)


def _tables(
    cube: Rows, plan: Plan
) -> tuple[dict[tuple[str, Group], int], dict[tuple[str, str, Group], int]]:
    """Return who was asked, and the people in each category, of every variable and group."""
    asked: dict[tuple[str, Group], int] = {}
    counts: dict[tuple[str, str, Group], int] = {}
    for variable in plan.variables:
        for group in _groups(plan, variable):
            rows = [row for row in cube if group == EVERYBODY or row[group[0]] == group[1]]
            asked[variable.id, group] = _asked_in(rows, variable, plan)
            for category in variable.categories:
                counts[variable.id, category.id, group] = _in(rows, variable, category, plan)
    return asked, counts


def _number_of(responses: Table) -> int:
    return int(responses.count().to_pyarrow().as_py())


def _everyone(rows: Rows, round_: Round, plan: Plan) -> dict[tuple[str, str], int]:
    """Return the counts of the headline variables, the quarantined among them."""
    counts: dict[tuple[str, str], int] = {}
    for variable in map(plan.variable, headline(round_)):
        counts[variable.id, ""] = _asked_in(rows, variable, plan)
        for category in variable.categories:
            counts[variable.id, category.id] = _in(rows, variable, category, plan)
    return counts


def _cube(persons: Table, round_: Round, plan: Plan) -> Rows:
    keys = {by: _group_of(persons, by) for by in plan.breakdowns}
    if QUARANTINED in persons.columns:
        keys[QUARANTINED] = persons[QUARANTINED]
    sums = _sums(persons, round_, plan)
    query = persons.group_by(**keys).aggregate(**sums) if keys else persons.aggregate(**sums)
    rows: Rows = query.to_pyarrow().to_pylist()
    return rows


def _sums(responses: Table, round_: Round, plan: Plan) -> dict[str, IntegerScalar]:
    sums: dict[str, IntegerScalar] = {FINISHED: responses.count()}
    merged = dict(plan.merged)
    for variable in plan.variables:
        gathered = variable.id in merged
        if _is_in_groups(variable, plan) or (gathered and not variable.of_voters):
            continue
        sums[_name(variable.id, ASKED)] = _people(_asked(responses, variable))
        if gathered:  # its base is those who voted, its votes are added up
            continue
        for category in variable.categories:
            holds = _holds(responses, round_, variable, category)
            sums[_name(variable.id, category.id)] = _people(holds)
    return sums


def _people(condition: BooleanValue) -> IntegerScalar:
    return ibis.ifelse(condition, 1, 0).sum().fill_null(0)


def _asked(responses: Table, variable: Variable) -> BooleanValue:
    if not variable.question:
        return responses[LANGUAGE].notnull()
    if variable.of_voters:
        return _voted(responses, variable).notnull()
    return responses[f"{variable.question}__outcome"] != "not_asked"


def _holds(responses: Table, round_: Round, variable: Variable, category: Category) -> BooleanValue:
    """Return the condition "this response is in this category"."""
    if variable.id in {AGE, LANGUAGE} or are_groups(variable.id):
        return responses[variable.id] == category.id
    if variable.id == INVITED:
        return responses[INVITED] == (category.id == WITH_CODE)
    if category.id in _OUTCOMES:
        return responses[f"{variable.question}__outcome"] == _OUTCOMES[category.id]
    if variable.statement is not None:
        return _is_vote(responses, variable, category)
    return _chose(responses, round_, variable, category)


def _chose(responses: Table, round_: Round, variable: Variable, category: Category) -> BooleanValue:
    value = responses[variable.question]
    measure = round_.question(variable.question).measure
    if variable.part is not None and measure is Measure.ORDER:
        return _placed(responses, variable, category)
    if category.span is not None:
        least, most = category.span
        return _number(responses, variable, measure).between(least, most)
    if measure is Measure.SCALE:
        return value.isin([int(level) for level in category.levels])
    if measure is Measure.ORDER and variable.kind is Kind.PARTS:
        return value[0] == category.id
    return value == category.id if measure is Measure.ONE else value.contains(category.id)


def _placed(responses: Table, variable: Variable, category: Category) -> BooleanValue:
    value, option = responses[variable.question], variable.part.id if variable.part else ""
    if category.id == UNPLACED:
        return _answered(responses, variable) & ~value.contains(option)
    return value[int(category.id) - 1] == option


def _number(responses: Table, variable: Variable, measure: Measure) -> NumericValue:
    """Return the number that is counted in bands: of a date, its year."""
    value = responses[variable.question]
    if variable.part is not None:
        given = vote_on(value, variable.part.id).fill_null(0)  # not offered is nothing given
        return ibis.ifelse(_answered(responses, variable), given, None)
    return value.left(4).cast("int64") if measure is Measure.DATE else value


def _answered(responses: Table, variable: Variable) -> BooleanValue:
    return responses[f"{variable.question}__outcome"] == "answered"


def _voted(responses: Table, variable: Variable) -> IntegerValue:
    """Return the vote on a statement, null where there is none."""
    statement = variable.statement.id if variable.statement else ""
    return vote_on(responses[variable.question], statement)


def _is_vote(responses: Table, variable: Variable, category: Category) -> BooleanValue:
    vote = _voted(responses, variable)
    if category.id == NO_VOTE:
        return _asked(responses, variable) & vote.isnull()
    return vote.isin([VOTES[level] for level in category.levels])


def _group_of(responses: Table, by: str) -> StringValue:
    if by == AGE or are_groups(by):
        return responses[by]
    return responses[by].fill_null(ibis.literal(":") + responses[f"{by}__outcome"])


def _groups(plan: Plan, variable: Variable) -> list[Group]:
    groups = [EVERYBODY]
    for paired, by in plan.pairs:
        if paired == variable.id:
            groups += [(by, group) for group in plan.groups(variable.id, by)]
    return groups


def _is_in_groups(variable: Variable, plan: Plan) -> bool:
    """Return whether the groups themselves say who is in which category."""
    return variable.id in plan.breakdowns and not are_groups(variable.id)


def _asked_in(rows: Rows, variable: Variable, plan: Plan) -> int:
    if _is_in_groups(variable, plan):
        return _total([row for row in rows if row[variable.id] != NOT_ASKED], FINISHED)
    whole = None if variable.of_voters else dict(plan.merged).get(variable.id)
    if whole is not None:
        return _asked_in(rows, plan.variable(whole), plan)
    return _total(rows, _name(variable.id, ASKED))


def _in(rows: Rows, variable: Variable, category: Category, plan: Plan) -> int:
    if _is_in_groups(variable, plan):
        return _total([row for row in rows if row[variable.id] == category.id], FINISHED)
    whole = dict(plan.merged).get(variable.id)
    if whole is None:
        return _total(rows, _name(variable.id, category.id))
    fine, levels = plan.variable(whole), category.levels or (category.id,)
    return sum(_in(rows, fine, fine.category(level), plan) for level in levels)


def _total(rows: Rows, name: str) -> int:
    return sum(int(row[name]) for row in rows)


def _name(variable: str, category: str) -> str:
    return f"{variable}/{category}"


def _tallies(dataset: Dataset) -> dict[str, int]:
    closing = dataset.closing
    totals = {name: sum(by_language.values()) for name, by_language in closing.tallies.items()}
    totals["unfinished"] = closing.unfinished
    if dataset.round.unfinished is Unfinished.KEEP_ANSWERS:
        totals["kept_unsent"] = closing.kept_unsent
    if closing.lost is not None and (closing.restores or closing.unreadable):
        totals["lost"] = closing.lost
    return totals | tallies_of(dataset)
