"""What a section may look at: the round, the protected tables, the words. Never the dataset."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.analysis.variables import Category, Variable, gathered, merged_id
from admin.approval import Approval
from admin.briefs.model import Line, Run
from admin.charts import MOST_ROWS
from admin.claims import Sentence
from admin.coding.coded import Coding
from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.incidents import Incidents
from admin.labels import Labels
from admin.own_words.file import NOTHING, OwnWords
from admin.own_words.meaning import Meaning
from admin.population import Population
from admin.quoting.approved import NO_VOICES, Quote, Voices
from admin.quoting.choosing import few_of_each
from admin.quoting.protecting import allowed
from admin.weighting import Weighting
from admin.words import Words, marked
from dialogs.questions.base import Localised
from dialogs.round import Review, Round
from dialogs.sentence_case import begun

HIDDEN = "*"
PRACTICE = marked("PRACTICE – simulated answers")


@dataclass(frozen=True)
class Context:
    """Everything that a brief is made of.

    Attributes:
        hashes: name to SHA-256 of what the brief was computed from.
        incidents: what happened while the round was open.
        release: its number in the register; 0 for a draft.
        population: what the organisation supplied to compare with.
        weighting: to the population, where there are weights to be had.
        codings: how texts were coded, a coding for each question.
        own_words: what the organisation says in its own words; all of it can be printed.
        approved_by: who approved the release.
        voices: all approved quotes, in the order of the lot.
        amounts: whether a speaker has read the list of words that claim how many, in the language
            of the wordings; None where there is no list.
        said: sentences with numbers, noted here so that they are proved before printing.
    """

    round: Round
    tables: Protected
    labels: Labels
    words: Words
    practice: bool
    opened: dt.date
    closed: dt.date
    generated_on: dt.date
    hashes: Mapping[str, str]
    accent: str
    incidents: Incidents
    release: int = 0
    population: Population | None = None
    weighting: Weighting | None = None
    codings: tuple[Coding, ...] = ()
    own_words: OwnWords = NOTHING
    approved_by: tuple[Approval, ...] = ()
    voices: Voices = NO_VOICES
    amounts: Review | None = None
    said: list[Sentence] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language of the round's own wordings."""
        return self.labels.language

    @property
    def wording_lang(self) -> str:
        """The language mark of the round's wordings: empty when the fixed words share it."""
        return "" if self.language == self.words.language else self.language

    def own(self, text: Localised) -> str:
        """Return a wording of the round."""
        return text[self.language]

    def begun(self, text: Localised) -> str:
        """Return a wording of the round as it stands at the beginning of a line."""
        return begun(text[self.language], self.language)

    def say(self, *sentences: Sentence) -> Line:
        """Return sentences as a line, and note them for the proof."""
        self.said.extend(sentences)
        return (Run(" ".join(sentence.text for sentence in sentences)),)

    def voiced(self, text: str, *, claim: bool = False) -> Line:
        """Return a text of the organisation with its numbers, and note it for the proof."""
        return self.say(self.meaning.sentence(text, claim=claim))

    @property
    def meaning(self) -> Meaning:
        """What references in the organisation's own words mean."""
        say, addressee = self.words, self.round.addressee
        facts = {
            "first day": say.day(self.opened),
            "last day": say.day(self.closed),
            "decision day": say.day(addressee.decision_date),
            "reply day": say.day(addressee.reply_date),
        }
        quotes = {one.number: one.wording(self.language) for one in self.quotes}
        return Meaning(self.tables, self.labels, facts, quotes)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes that may be printed here, in the order of the lot.

        They are there in the language of the brief, come from no group that the tables hide, and
        are so few of each group that their number tells nothing.
        """
        return tuple(
            one
            for one in few_of_each(self.voices.quotes, self.tables.rule.threshold)
            if one.wording(self.language) and allowed(one, self.tables)
        )

    def everybody(self) -> str:
        """Return the note that says what the figures in a chart about everybody are."""
        count = self.tables.finished.count
        if count is None:
            return self.words("Base hidden: too few people took part.")
        if count < self.tables.rule.percent_base:
            return self.words("Number of people, of {count} who took part", count=count)
        return self.words("Share and number of the {count} who took part", count=count)

    def period(self) -> str:
        """Return when the round was open: one day, or from when to when."""
        first, last = self.words.day(self.opened), self.words.day(self.closed)
        if first == last:
            return first
        return self.words("{first} to {last}", first=first, last=last)

    def named_groups(self, table: ProtectedTable) -> list[str]:
        """Return the groups of a breakdown without those who gave no answer."""
        return [group for group in table.groups if not group.startswith(":")]

    def charted_groups(self, table: ProtectedTable, *, always: tuple[str, ...] = ()) -> list[str]:
        """Return the groups that have room in a chart: the largest, and those that it is about."""
        groups = self.named_groups(table)
        sizes = {group: table.base(group).count or 0 for group in groups}
        return _largest(groups, sizes, always)

    def shown(self, variable: Variable) -> list[tuple[Category, ProtectedCell]]:
        """Return the categories of a variable over everybody, as readers look for them.

        Where one is hidden, the wider category that holds it takes its place and that of its like.
        """
        table = self.tables.table(variable.id)
        wider = self.tables.tables.get((merged_id(variable.id), ""))
        cells = dict(table.cells) | (dict(wider.cells) if wider else {})
        unions = [
            one
            for one in (wider.variable.categories if wider else ())
            if len(one.levels) > 1 and cells["", one.id].shown
            if not all(table.cell(level).shown for level in one.levels)
        ]
        every = gathered(self.labels.in_order(variable), unions)
        return [(one, cells["", one.id]) for one in every]

    def drawn(self, variable: Variable) -> list[tuple[str, ProtectedCell]]:
        """Return the categories of a variable that have room in a chart, with their names."""
        shown = {one.id: (self.labels.category(one), cell) for one, cell in self.shown(variable)}
        sizes = {name: cell.count or 0 for name, (_, cell) in shown.items()}
        gone = tuple(name for name in sizes if name.startswith(":"))
        return [shown[name] for name in _largest(list(sizes), sizes, gone)]

    def left_out(self, drawn: int, of: int) -> str:
        """Return the note of a chart that has no room for all groups; nothing where it has."""
        if drawn >= of:
            return ""
        return self.words(
            "The {shown} largest of {all}; the others are in the tables.", shown=drawn, all=of
        )

    def groups(self, variable: Variable) -> list[tuple[str, ProtectedCell]]:
        """Return the categories of a variable over everybody, with their names."""
        table = self.tables.table(variable.id)
        shown = self.labels.in_order(variable)
        return [(self.labels.category(c), table.cell(c.id)) for c in shown]


def _largest(names: list[str], sizes: Mapping[str, int], always: tuple[str, ...]) -> list[str]:
    """Return as many names as a chart has rows, in their order."""
    by_size = sorted(names, key=lambda name: (name not in always, -sizes[name]))
    chosen = set(by_size[:MOST_ROWS])
    return [name for name in names if name in chosen]


def figure_of(cell: ProtectedCell, words: Words) -> str:
    """Return a count as a table shows it."""
    return HIDDEN if cell.count is None else words.number(cell.count)


def both_of(cell: ProtectedCell, words: Words) -> str:
    """Return count and share as a table shows them together; no share on too small a base."""
    if cell.nearly_all:
        return words("nearly all")
    if cell.percent is None:
        return figure_of(cell, words)
    return f"{figure_of(cell, words)} ({words.percent(cell.percent)})"
