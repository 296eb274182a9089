"""What every format is made of: protected tables with their words, and synthetic responses."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from admin.analysis.variables import DECLINED, SKIPPED, Category, Variable, among_id, merged_id
from admin.briefs.context import PRACTICE, Context
from admin.exports.names import names_of
from admin.exports.synthetic import CHOSEN, HIDDEN, NOT_ASKED, NOT_CHOSEN, Column
from admin.words import marked

MARKER = "synthetic"
"""The first column of every synthetic file, which says what it is in each row."""

QUESTION, BREAKDOWN = marked("Question"), marked("Breakdown")
GROUP, ANSWER = marked("Group"), marked("Answer")
COUNT, SHARE = marked("People, rounded"), marked("Share of the base, in per cent")

MISSING_CODES: Mapping[str, int] = {SKIPPED: -1, DECLINED: -2, NOT_ASKED: -3, HIDDEN: -4}


@dataclass(frozen=True)
class Source:
    """Protected tables in one language, and what was drawn from them.

    Attributes:
        columns: synthetic responses; none where nothing could be drawn.
        given: the breakdown that they were drawn within; empty for none.
    """

    context: Context
    columns: tuple[Column, ...]
    given: str

    @property
    def title(self) -> str:
        """What the round is called."""
        return self.context.own(self.context.round.public_label)

    @property
    def status(self) -> str:
        """Whether it was released, is practice, and in words that a speaker has confirmed."""
        say, context = self.context.words, self.context
        if context.release:
            text = say("Release {n}", n=context.release)
        else:
            text = say("Draft of {day}, not released", day=say.day(context.generated_on))
        if not say.reviewed:
            text = say("{kind} – in words that nobody has reviewed", kind=text)
        return f"{say(PRACTICE)}. {text}" if context.practice else text

    @property
    def synthetic_title(self) -> str:
        """What a synthetic file is called inside."""
        return self.context.words("SYNTHETIC – {title}", title=self.title)

    @property
    def warning(self) -> str:
        """What a synthetic file says of itself."""
        return self.context.words("SYNTHETIC: drawn from the published tables, answers of nobody")

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of what all was computed from, under names that no language changes."""
        context, say = self.context, self.context.words
        return {
            "instrument": context.hashes[say("Instrument")],
            "dataset": context.hashes[say("Dataset")],
            "tables": context.tables.digest(),
            **{f"themes:{one.question}": one.digest for one in context.codings},
        }

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each synthetic column, in all formats, by its id."""
        names = names_of([MARKER, *(column.id for column in self.columns)])
        return {column.id: names[column.id] for column in self.columns}

    def label(self, column: Column) -> str:
        """Return the wording of the question, and of the answer where a column is about one."""
        asked = self.asked(column.variable)
        if not column.answer:
            return asked
        return f"{asked} – {self.context.labels.category(column.answer)}"

    def asked(self, variable: Variable) -> str:
        """Return the wording of what a variable is about, and which of its countings this is."""
        labels = self.context.labels
        if not variable.question:
            return labels.breakdown(variable.id)
        which = self._which(variable)
        return f"{labels.question(variable)} ({which})" if which else labels.question(variable)

    def _which(self, variable: Variable) -> str:
        """Return what tells a variable from the main one of its question; empty for that."""
        say = self.context.words
        if variable.id == merged_id(variable.question):
            return self.context.labels.merged(variable.question)
        return say("Among the choices") if variable.id == among_id(variable.question) else ""

    def codes(self, column: Column) -> dict[str, int]:
        """Return the number that stands for each value in SPSS and Stata: a point is itself."""
        if column.answer:
            codes = {NOT_CHOSEN: 0, CHOSEN: 1}
        else:
            names = [one.id for one in column.variable.substance]
            points = all(name.isdecimal() for name in names)
            codes = {n: int(n) if points else place for place, n in enumerate(names, start=1)}
        return codes | {
            name: code for name, code in MISSING_CODES.items() if self._has(column, name)
        }

    def value(self, column: Column, value: str) -> str:
        """Return the wording of a value."""
        say, labels = self.context.words, self.context.labels
        fixed = {
            NOT_ASKED: say("Was not asked"),
            HIDDEN: say("An answer that the tables hide"),
            NOT_CHOSEN: say("Not chosen"),
            CHOSEN: say("Chosen"),
        }
        if value in fixed and (column.answer or value.startswith(":")):
            return fixed[value]
        known = {one.id: one for one in column.variable.categories}
        return labels.category(known.get(value, Category(value, {})))

    def _has(self, column: Column, missing: str) -> bool:
        known = {one.id for one in column.variable.categories} | {NOT_ASKED, HIDDEN}
        return missing in known
