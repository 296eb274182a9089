"""What a text of the organisation says: its words, and what is printed for its references.

What cannot be printed raises `UnclearError`, which says what can be said instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from admin.amounts.strengths import strengths
from admin.amounts.typed import counted_in, strength_in
from admin.claims import (
    Cited,
    Form,
    Part,
    ProofError,
    Quoted,
    Sentence,
    Strength,
    Typed,
    number,
    part_of,
    strength_of,
)
from admin.claims.proving import beside
from admin.disclosure import Protected, ProtectedCell
from admin.labels import Labels
from admin.own_words.cells import Cells, near_to
from admin.own_words.names import UnclearError, named, near
from admin.own_words.quotations import quotation_in
from admin.own_words.references import (
    BASE,
    KINDS,
    NAME,
    NUMBER,
    QUOTE,
    SHARE,
    STRENGTH,
    Reference,
    split,
)
from admin.own_words.referring import TOOK_PART, without_answer
from admin.words import ENGLISH, Words
from dialogs.sentence_case import begun

_FORMS = {SHARE: Form.PERCENT, NUMBER: Form.COUNT, BASE: Form.BASE}
_OFFERED = 4
_LET_IT_BE_WRITTEN = (
    "Write {share of …} or {strength of …} and let the program say it, or use other words."
)
_SAY_IT_APART = (
    "Write {base of …} for of how many, or put the figure into a sentence without a reference."
)
_SAY_WHAT_WAS_ANSWERED = (
    "A headline and each sentence of a finding hold a reference to an answer, a group or a quote:"
    " {name of …}, {strength of …}, {share of …}, {quote of …}."
)


@dataclass(frozen=True)
class Meaning:
    """Says what references mean in the tables of a round.

    Attributes:
        facts: what is not counted, such as the day of the reply, by the name it has in braces.
        quotes: the quotes that may be printed, by what they are called by.
    """

    tables: Protected
    labels: Labels
    facts: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, text: str, *, claim: bool) -> Sentence:
        """Return a text with its numbers.

        Args:
            text: as it was written.
            claim: whether it speaks of answers alone: then nothing typed in it says how many.

        Raises:
            UnclearError: a reference means nothing; or what was typed is a share, a strength word,
                a figure beside one of a cell, and in a claim any figure, number word, word for an
                amount or quotation.
        """
        pieces = split(text)
        for one in pieces:
            if isinstance(one, str):
                self._refuse_typed(one, claim=claim)
        language = self.labels.language
        said = Sentence(
            tuple(
                Typed(one, language, claim) if isinstance(one, str) else self._part(one)
                for one in pieces
            )
        )
        if typed := beside(said):
            raise UnclearError(typed, _SAY_IT_APART)
        return said

    def finding(self, text: str) -> Sentence:
        """Return a headline or sentence of a finding: a claim that a cell or a quote stands behind.

        Raises:
            UnclearError: as `sentence` does, and where it refers to nothing.
        """
        said = self.sentence(text, claim=True)
        if bare := without_answer(text):
            raise UnclearError(f"“{bare}” refers to no answer.", _SAY_WHAT_WAS_ANSWERED)
        return said

    def references(self) -> Iterator[tuple[Reference, ProtectedCell, str]]:
        """Yield everything that can be said: its reference, its cell, its wording."""
        yield from self._cells.everything()

    @property
    def _cells(self) -> Cells:
        return Cells(self.tables, self.labels)

    def _refuse_typed(self, text: str, *, claim: bool) -> None:
        if "{" in text or "}" in text:
            raise UnclearError("A brace has no partner.", "A reference is {share of …}.")
        if claim and (quoted := quotation_in(text)):
            raise UnclearError(
                f"{quoted} is a quotation that nobody has approved.",
                "Write {quote of NUMBER} for an approved quote, or say it without quotation marks.",
            )
        if typed := strength_in(text, self.labels.words) or counted_in(
            text, self.labels.language, claim=claim
        ):
            raise UnclearError(typed, _LET_IT_BE_WRITTEN)

    def _part(self, reference: Reference) -> Part:
        if not reference.subject:
            return self._fact(reference)
        if reference.kind == QUOTE:
            return self._quote(reference)
        if reference.kind == NAME:
            return self._name(reference)
        cell = self._cells.cell(reference)
        try:
            return self._number(reference, cell)
        except ProofError:
            raise UnclearError(_why_hidden(cell), self._instead(reference, cell)) from None

    def _fact(self, reference: Reference) -> Part:
        facts: dict[str, Part] = {name: Quoted(text) for name, text in self.facts.items()}
        if self.tables.finished.shown:
            count = number(self.tables.finished, Form.COUNT)
            facts[TOOK_PART] = part_of(count, self.labels.words)
        return named(reference.kind, facts, f"There is no fact “{reference.kind}”.", "Facts")

    def _quote(self, reference: Reference) -> Part:
        number = reference.subject
        what = f"There is no approved quote “{number}” that may be printed here."
        known = {one: (one, words) for one, words in self.quotes.items()}
        found, words = named(number, known, what, "Quotes")
        return Cited(self.labels.words.quoted(words), found)

    def _name(self, reference: Reference) -> Part:
        table, category = self._cells.category(replace(reference, by="", group=""))
        label = self.labels.category(category)
        return Quoted(self.labels.words.quoted(label) if table.variable.question else label)

    def _number(self, reference: Reference, cell: ProtectedCell) -> Part:
        words = self.labels.words
        if reference.kind in _FORMS:
            return part_of(number(cell, _FORMS[reference.kind]), words)
        word = strength_of(cell, words)
        if reference.kind != STRENGTH:
            self._compare(reference.kind, word, cell)
        cased = begun(word, words.language) if reference.begun else word[:1].lower() + word[1:]
        return Strength(cased, cell.ref)

    def _compare(self, claimed: str, true: str, cell: ProtectedCell) -> None:
        """Refuse a strength word, in either language, that the table does not bear out."""
        ours, english = (
            {word.lower(): least for least, word in strengths(words)}
            for words in (self.labels.words, Words(ENGLISH))
        )
        least = ours.get(claimed, english.get(claimed))
        if least is None:
            what = f"“{claimed} of” is not known."
            raise UnclearError(what, near(claimed, [*KINDS, QUOTE, *english], "Words"))
        if least != ours[true.lower()]:
            share = self.labels.words.percent(cell.percent) if cell.percent is not None else ""
            raise UnclearError(
                f"It says “{claimed}”, the table says “{true.lower()}”{share and f' ({share})'}.",
                "Write {strength of …}, and the program takes the right word.",
            )

    def _instead(self, reference: Reference, cell: ProtectedCell) -> str:
        """Return what can be said in place of a number that is not printed."""
        if cell.nearly_all:
            return f"Write {replace(reference, kind=STRENGTH)}."
        if cell.shown:
            return f"Write {replace(reference, kind=NUMBER)}."
        told = [
            made
            for made, one, _ in self.references()
            if made.subject == reference.subject and one.percent is not None
        ]
        told.sort(key=lambda one: near_to(one, reference))
        if not told:
            return "Leave it out."
        return f"These can be said: {', '.join(str(one) for one in told[:_OFFERED])}."


def _why_hidden(cell: ProtectedCell) -> str:
    if cell.nearly_all:
        return "So many gave this answer that its number is not printed."
    if cell.shown:
        return "There are too few people for a percentage."
    return "This number is hidden, because it would tell of too few people."
