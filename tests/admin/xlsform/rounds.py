"""Random rounds, of everything that a round can say. The people and towns are invented."""

import datetime as dt
from typing import Any, NamedTuple, cast

import msgspec
from hypothesis import assume
from hypothesis import strategies as st

from dialogs.conditions import Condition
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    FreeText,
    Info,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
    Statements,
)
from dialogs.questions.base import Statement
from dialogs.questions.date_part import Precision
from dialogs.questions.options import Option, Sort, Wider
from dialogs.round import Review, Round
from dialogs.shape import findings
from tests.support.world import EVERYTHING

TAGS = ["en", "sq", "mk", "sr-Latn", "pt-BR"]
AWKWARD = ["=1+1", "${town}", "no", "2027-02-15", "1.0", " spaced ", "a: b # c", "'\"", "_x0041_"]
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,23}", fullmatch=True)
WORDS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.sampled_from("abйЏë š\n\t🚌{}[]'\"\\,:#&*!|>%@`<_x0"), min_size=1, max_size=12),
).filter(lambda text: bool(text.strip()))


def texts(tags: list[str]) -> st.SearchStrategy[dict[str, str]]:
    """A text in every language; mostly in the order of the round."""
    orders = st.one_of(st.just(tags), st.permutations(tags))
    return orders.flatmap(lambda order: st.fixed_dictionaries(dict.fromkeys(order, WORDS)))


@st.composite
def any_round(draw: st.DrawFn) -> Round:
    """A round that loads."""
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=1, max_size=3, unique=True))
    ids = draw(
        st.lists(IDS.filter(lambda one: one not in _FACTS), min_size=1, max_size=5, unique=True)
    )
    questions: list[AnyQuestion] = []
    for name in ids:
        questions.append(draw(_question(name, tags, questions)))
    plain = msgspec.to_builtins(EVERYTHING)
    spoken = cast("dict[str, Any]", _retold(plain, tags, draw))
    spoken["languages"] = {
        tag: draw(st.sampled_from([one.value for one in Review])) for tag in tags
    }
    spoken["consent"]["version"] = dict.fromkeys(tags, 3)
    spoken["publication"] = {"breakdowns": ["age"], "threshold": 12}
    spoken["opens"] = dt.date(2026, 11, 9).isoformat()
    spoken["questions"] = [msgspec.to_builtins(one) for one in questions]
    spoken["footnote"] = draw(st.none() | texts(tags))
    round_ = msgspec.convert(spoken, Round)
    assume(not list(findings(round_)))
    return round_


_FACTS = ("age", "language", "respondent")


def _retold(value: object, tags: list[str], draw: st.DrawFn) -> object:
    """Say everything outside the questions in other languages."""
    if isinstance(value, dict) and value.keys() == {"en", "mk"}:
        return draw(texts(tags))
    if isinstance(value, dict):
        return {
            key: _retold(inner, tags, draw) for key, inner in value.items() if key != "questions"
        }
    if isinstance(value, list | tuple):
        return [_retold(one, tags, draw) for one in value]
    return value


class Asked(NamedTuple):
    """What every kind is made from: the fields that all have, the languages, and what is above."""

    common: dict[str, Any]
    tags: list[str]
    above: list[AnyQuestion]


@st.composite
def _question(draw: st.DrawFn, name: str, tags: list[str], above: list[AnyQuestion]) -> AnyQuestion:
    common: dict[str, Any] = {
        "id": name,
        "text": draw(texts(tags)),
        "why": draw(st.none() | texts(tags)),
        "required": draw(st.booleans()),
        "may_decline": draw(st.booleans()),
        "show_if": draw(st.none() | _condition(above)),
    }
    make = draw(st.sampled_from([_pick_one, _pick_many, _ranking, _points, _scale, _number, _text,
                                 _date, _info, _statements]))  # fmt: skip
    made: AnyQuestion = draw(make(Asked(common, tags, above)))
    return made


@st.composite
def _options(
    draw: st.DrawFn, tags: list[str], above: list[AnyQuestion], *, other: bool
) -> dict[str, Any]:
    ids = draw(st.lists(IDS, min_size=2, max_size=4, unique=True))
    sources = [one for one in above if isinstance(one, PickOne | PickMany | Ranking | Points)]
    source = draw(st.none() | st.sampled_from(sources)) if sources else None
    belongs: st.SearchStrategy[tuple[str, ...]] = st.just(())
    if source is not None:
        names = st.sampled_from([option.id for option in source.options])
        listed = st.lists(names, max_size=2, unique=True)
        belongs = st.builds(tuple, listed)
    options = [
        Option(
            id=one,
            label=draw(texts(tags)),
            emoji=draw(st.sampled_from(["", "🚌"])),
            footnote=draw(st.none() | texts(tags)),
            belongs_to=draw(belongs),
            anchored=draw(st.booleans()),
            exclusive=draw(st.booleans()),
            other=other and index == 1 and draw(st.booleans()),
        )
        for index, one in enumerate(ids)
    ]
    return {
        "options": tuple(options),
        **draw(st.sampled_from([{}, {"random_order": True}, {"sort": Sort.ALPHABET}])),
        "filter_by": source.id if source else "",
    }


@st.composite
def _pick_one(draw: st.DrawFn, asked: Asked) -> PickOne:
    flags: dict[str, Any] = {
        name: draw(st.booleans()) for name in ("breakdown", "places", "likert")
    }
    made = PickOne(**asked.common, **draw(_options(asked.tags, asked.above, other=True)), **flags)
    ids = [option.id for option in made.options]
    if not made.breakdown or len(ids) < 3 or draw(st.booleans()):
        return made
    wider = Wider(id=draw(IDS), label=draw(texts(asked.tags)), of=tuple(ids[1:]))
    return msgspec.structs.replace(made, wider=(wider,))


@st.composite
def _pick_many(draw: st.DrawFn, asked: Asked) -> PickMany:
    made = PickMany(**asked.common, **draw(_options(asked.tags, asked.above, other=True)))
    most = draw(st.none() | st.integers(1, len(made.options)))
    least = draw(st.integers(1, most or len(made.options)))
    return msgspec.structs.replace(made, least=least, most=most)


@st.composite
def _ranking(draw: st.DrawFn, asked: Asked) -> Ranking:
    made = Ranking(**asked.common, **draw(_options(asked.tags, asked.above, other=False)))
    return msgspec.structs.replace(made, places=draw(st.none() | st.integers(2, len(made.options))))


@st.composite
def _points(draw: st.DrawFn, asked: Asked) -> Points:
    step = draw(st.integers(1, 5))
    total = step * draw(st.integers(1, 10))
    return Points(
        **asked.common,
        **draw(_options(asked.tags, asked.above, other=False)),
        total=total,
        step=step,
    )


@st.composite
def _scale(draw: st.DrawFn, asked: Asked) -> Scale:
    points = draw(st.integers(3, 11))
    middle = draw(st.none() | texts(asked.tags)) if points % 2 else None
    first = draw(st.integers(0, 1))
    low, high = draw(texts(asked.tags)), draw(texts(asked.tags))
    return Scale(**asked.common, points=points, first=first, low=low, high=high, middle=middle)


@st.composite
def _number(draw: st.DrawFn, asked: Asked) -> Number:
    numbers = st.integers(-50, 50) | st.sampled_from([0.5, 2.25, -1.125, 3.0])
    least, most = sorted((draw(numbers), draw(numbers.filter(lambda one: one != 7)) + 0))
    if least == most:
        most += 1
    unit = draw(st.none() | texts(asked.tags))
    return Number(
        **asked.common, least=least, most=most, decimals=draw(st.integers(0, 3)), unit=unit
    )


@st.composite
def _text(draw: st.DrawFn, asked: Asked) -> FreeText:
    return FreeText(**asked.common, limit=draw(st.integers(1, 1500)))


@st.composite
def _date(draw: st.DrawFn, asked: Asked) -> DatePart:
    precision = draw(st.sampled_from(list(Precision)))
    months = ["2020-02", "2020-12"] if precision is Precision.MONTH else []
    starts: list[str | int] = [2020, "2020", *months]
    early = draw(st.sampled_from(starts))
    late = draw(st.sampled_from([None, 2021, "2021", *(one.replace("0-", "1-") for one in months)]))
    return DatePart(**asked.common, precision=precision, earliest=early, latest=late)


@st.composite
def _info(draw: st.DrawFn, asked: Asked) -> Info:
    return Info(**asked.common, body=draw(st.none() | texts(asked.tags)))


@st.composite
def _statements(draw: st.DrawFn, asked: Asked) -> Statements:
    ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    seeds = tuple(Statement(one, draw(texts(asked.tags))) for one in ids)
    own = draw(st.integers(0, 3))
    return Statements(**asked.common, seeds=seeds, most=draw(st.integers(1, 60)), own=own)


def _condition(above: list[AnyQuestion]) -> st.SearchStrategy[Condition]:
    facts = st.sampled_from(
        [
            Condition(question="age", at_least=15),
            Condition(question="respondent", equals="person"),
        ]
    )
    single = st.one_of(facts, *(_comparison(one) for one in above))
    return st.recursive(
        single,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda all_: Condition(all_of=tuple(all_))),
            st.lists(inner, min_size=1, max_size=3).map(lambda any_: Condition(any_of=tuple(any_))),
            inner.map(lambda one: Condition(none_of=one)),
        ),
        max_leaves=4,
    )


def _comparison(question: AnyQuestion) -> st.SearchStrategy[Condition]:
    answered = st.booleans().map(lambda yes: Condition(question=question.id, answered=yes))
    match question:
        case PickOne():
            names = st.sampled_from([one.id for one in question.options])
            return answered | names.flatmap(
                lambda name: st.sampled_from(
                    [
                        Condition(question=question.id, equals=name),
                        Condition(question=question.id, is_not=name),
                    ]
                )
            )
        case PickMany() | Ranking() | Points():
            names = st.sampled_from([one.id for one in question.options])
            return answered | names.map(lambda name: Condition(question=question.id, includes=name))
        case Scale() | Number():
            numbers = st.sampled_from([-3, 0, 2, 2.5, 10])
            return answered | numbers.flatmap(
                lambda number: st.sampled_from(
                    [
                        Condition(question=question.id, at_least=number),
                        Condition(question=question.id, at_most=number),
                        Condition(question=question.id, equals=number),
                        Condition(question=question.id, is_not=number),
                    ]
                )
            )
        case DatePart():
            return st.sampled_from(
                [
                    Condition(question=question.id, at_least="2020-05"),
                    Condition(question=question.id, at_most="2021"),
                    Condition(question=question.id, equals="2020"),
                ]
            )
        case FreeText():
            return answered | WORDS.map(lambda words: Condition(question=question.id, equals=words))
    return answered
