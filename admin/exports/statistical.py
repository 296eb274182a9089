"""Columns with labels, as SPSS and Stata know them, and what each can hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from admin.exports.shortening import Size, in_bytes, one_line, shortened
from admin.exports.source import (
    ANSWER,
    BREAKDOWN,
    COUNT,
    GROUP,
    MARKER,
    MISSING_CODES,
    QUESTION,
    SHARE,
    Source,
)
from admin.exports.synthetic import Column
from admin.tidy import HIDDEN, NEARLY_ALL, SHOWN, Row, rows

Value = int | str | None


@dataclass(frozen=True)
class Field:
    """A column: texts without labels, or whole numbers, each of which may have a label."""

    name: str
    label: str
    values: Sequence[Value]
    value_labels: dict[int | float, str] = field(default_factory=dict)
    measure: str = "nominal"

    @property
    def is_text(self) -> bool:
        """Whether it holds texts."""
        return any(isinstance(value, str) for value in self.values)


@dataclass(frozen=True)
class Limits:
    """How long labels may be in a format, and how that is measured."""

    label: int
    value_label: int
    title: int
    size: Size

    def fit(self, one: Field) -> Field:
        """Return a column with labels that the format holds."""
        labels = {
            code: shortened(one_line(text), self.value_label, self.size)
            for code, text in one.value_labels.items()
        }
        label = shortened(one_line(one.label), self.label, self.size)
        return replace(one, label=label, value_labels=labels)

    def cut(self, one: Field) -> int:
        """Return how many labels of a column are shortened."""
        fitted = self.fit(one)
        labels = sum(fitted.value_labels[c] != one_line(t) for c, t in one.value_labels.items())
        return labels + (fitted.label != one_line(one.label))


SPSS = Limits(label=255, value_label=120, title=64, size=in_bytes)
STATA = Limits(label=80, value_label=8000, title=80, size=len)


def of_tables(source: Source) -> tuple[Field, ...]:
    """Return the tables, a row for each cell: ids as texts, wordings as labelled numbers."""
    cells = list(rows(source.context.tables, source.context.labels))
    say = source.context.words
    shown = {SHOWN: say("Shown"), HIDDEN: say("Hidden, or zero"), NEARLY_ALL: say("nearly all")}
    numbers = {
        "base": say("Base"),
        "count": say(COUNT),
        "percent": say(SHARE),
    }
    ids = ("variable_id", "breakdown_id", "group_id", "option_id")
    return (
        _coded(cells, "question", say(QUESTION), lambda row: (row.variable_id,)),
        _coded(cells, "breakdown", say(BREAKDOWN), lambda row: (row.breakdown_id,)),
        _coded(cells, "group", say(GROUP), lambda row: (row.breakdown_id, row.group_id)),
        _coded(cells, "option", say(ANSWER), lambda row: (row.variable_id, row.option_id)),
        *(Field(name, name, [getattr(row, name) for row in cells]) for name in ids),
        *(
            Field(name, label, [getattr(row, name) for row in cells], measure="scale")
            for name, label in numbers.items()
        ),
        Field(
            "shown",
            say("Shown"),
            [list(shown).index(row.shown) + 1 for row in cells],
            dict(enumerate(shown.values(), start=1)),
        ),
        Field("practice", source.status, [int(source.context.practice)] * len(cells)),
    )


def of_synthetic(source: Source) -> tuple[Field, ...]:
    """Return the synthetic responses as numbers with the wordings of the answers."""
    return tuple(_synthetic(source))


def _synthetic(source: Source) -> Iterator[Field]:
    people = len(source.columns[0].values)
    yield Field(MARKER, source.warning, [1] * people, {1: source.warning})
    for column in source.columns:
        codes = source.codes(column)
        yield Field(
            source.names[column.id],
            source.label(column),
            [codes[value] for value in column.values],
            {code: source.value(column, value) for value, code in codes.items()},
            "ordinal" if _is_scale(codes) or _is_banded(column) else "nominal",
        )


def _is_scale(codes: Mapping[str, int]) -> bool:
    answers = [value for value in codes if value not in MISSING_CODES]
    return len(answers) > 2 and all(value.isdecimal() for value in answers)


def _is_banded(column: Column) -> bool:
    return all(category.span for category in column.variable.substance)


def _coded(
    cells: Sequence[Row], name: str, label: str, key: Callable[[Row], tuple[str, ...]]
) -> Field:
    """Return a column of numbers, one for each key in order of appearance, with its wording."""
    texts = {key(row): getattr(row, name) for row in cells}
    codes = {one: place for place, one in enumerate(texts)}
    labels: dict[int | float, str] = {codes[one]: text or "–" for one, text in texts.items()}
    return Field(name, label, [codes[key(row)] for row in cells], labels)
