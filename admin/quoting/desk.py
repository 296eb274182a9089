"""Everything that belongs to the quotes of one round: their folder, what may be quoted, the sheet.

`sheet` lays out what may be quoted, `next_version` takes in what two people have decided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from admin.approval import Approval
from admin.coding.collecting import letters
from admin.coding.numbering import Numbering
from admin.dataset import Dataset
from admin.quoting import approved
from admin.quoting.approved import Quote, Quotes
from admin.quoting.reading import Decided, Returned
from admin.quoting.sheet import Fact, Row, Sheet
from admin.quoting.texts import Text, quotable
from admin.quoting.trouble import QuotingError
from admin.quoting.wording import Wordings

_ORDER = "quotes"


@dataclass(frozen=True)
class Desk:
    """The quotes of a dataset; `folder` need not exist before the first sheet is written."""

    dataset: Dataset
    folder: Path

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """What may be quoted; QuotingError where nobody was asked."""
        return quotable(self.dataset)

    @cached_property
    def numbering(self) -> Numbering:
        """What sheets call texts by; QuotingError where no sheet has been written yet."""
        if not self.folder.is_dir():
            raise QuotingError(
                f"{self.folder} is not there. Give the folder in which the sheet was written, or"
                " begin with consult quotes sheet."
            )
        return Numbering.of(self.folder)

    @cached_property
    def approved(self) -> tuple[Quotes, str] | None:
        """The newest version and its SHA-256; None when nothing has been read yet."""
        return approved.newest(self.folder, self.dataset)

    def sheet(self, most: int) -> Sheet:
        """Return the sheet, with what is approved so far.

        Texts stand by question and language, at most `most` of each, in an order of chance that the
        key in the folder always gives again.
        """
        round_ = self.dataset.round
        asked = {one.question for one in self.texts}
        return Sheet(
            facts=self.facts(),
            wordings={one.id: one.text for one in round_.questions if one.id in asked},
            languages=self.dataset.languages,
            rows=tuple(map(self._row, self._laid_out(most))),
        )

    def next_version(
        self, sheets: Sequence[Returned], by: Sequence[Approval], wordings: Wordings
    ) -> Quotes:
        """Return the version that follows from what came back; `approved.add` writes it.

        What a sheet says of a text takes the place of what was approved earlier; a text of which it
        says nothing stays as it was.

        Raises:
            QuotingError: a sheet is not of this dataset, names a text that may not be quoted, or
                holds a wording that cannot be printed.
        """
        before, digest = self.approved or (None, "")
        kept = {one.number: one for one in before.quotes} if before else {}
        if strangers := list(self._strangers(sheets)):
            raise QuotingError.of(strangers)
        faults = list[str]()
        for one in (one for returned in sheets for one in returned.decided):
            found = list(self._faults(one, wordings))
            faults += found
            if not one.approved:
                kept.pop(one.number.text, None)
            elif not found:
                kept[one.number.text] = self._quote(one, by)
        if faults:
            raise QuotingError.of(faults)
        return Quotes(
            round=self.dataset.round.id,
            version=before.version + 1 if before else 1,
            previous=digest,
            dataset=self.dataset.digest,
            quotes=tuple(kept[number] for number in sorted(kept)),
        )

    def facts(self) -> dict[Fact, str]:
        """Return what a workbook says of itself."""
        return {Fact.ROUND: self.dataset.round.id, Fact.DATASET: self.dataset.digest}

    @cached_property
    def _by_number(self) -> dict[str, Text]:
        return {self.numbering.number(text.id): text for text in self.texts}

    def _laid_out(self, most: int) -> Iterator[Text]:
        for question in self.dataset.round.questions:
            for language in self.dataset.languages:
                texts = [
                    one
                    for one in self.texts
                    if (one.question, one.language) == (question.id, language)
                ]
                yield from self.numbering.mixed(texts, _ORDER)[:most]

    def _row(self, text: Text) -> Row:
        number = self.numbering.number(text.id)
        row = Row(number=number, question=text.question, language=text.language, words=text.words)
        kept = {one.number: one for one in self.approved[0].quotes} if self.approved else {}
        if number not in kept:
            return row
        quote = kept[number]
        wording = "" if quote.words == text.words else quote.words
        told = {"translations": quote.translations, "theme": quote.theme}
        return replace(row, approved=True, wording=wording, **told)

    def _strangers(self, sheets: Sequence[Returned]) -> Iterator[str]:
        wanted = self.facts()
        for returned in sheets:
            for name in Fact:
                if returned.facts[name] != wanted[name]:
                    yield (
                        f"{returned.path}, sheet “How to”: its {name.lower()} is "
                        f"“{returned.facts[name]}”, not “{wanted[name]}”. Give the sheets of this"
                        " dataset."
                    )

    def _faults(self, one: Decided, wordings: Wordings) -> Iterator[str]:
        """Yield why a decision cannot stand."""
        text = self._by_number.get(one.number.text)
        if text is None:
            yield (
                f"{one.number.place}: the number in it is of no text that may be quoted. Copy it"
                " from the workbook that you got."
            )
        elif letters(text.words) != letters(one.text.text):
            yield (
                f"{one.text.place}: beside this number stands another text than there should be,"
                " as when columns are sorted apart from each other. Start from an earlier copy."
            )
        elif one.approved:
            yield from _unprintable(one, text, wordings)

    def _quote(self, one: Decided, by: Sequence[Approval]) -> Quote:
        text = self._by_number[one.number.text]
        return Quote(
            number=one.number.text,
            text=text.id,
            question=text.question,
            language=text.language,
            words=one.wording.text or " ".join(text.words.split()),
            translations={tag: cell.text for tag, cell in one.translations.items()},
            theme=one.theme,
            approved_by=tuple(map(str, by)),
        )


def _unprintable(one: Decided, text: Text, wordings: Wordings) -> Iterator[str]:
    """Yield what is wrong with the words of an approved text, and in which cell."""
    printed = one.wording if one.wording.text else one.text
    if fault := wordings.fault(printed.text, text.language):
        yield f"{printed.place}: {fault}"
    for tag, cell in one.translations.items():
        if tag == text.language:
            yield f"{cell.place}: the text is in “{tag}” already. Leave this blank."
        elif fault := wordings.fault(cell.text, tag):
            yield f"{cell.place}: {fault}"
