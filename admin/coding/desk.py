"""Everything that belongs to the coding of one question: its folder, its texts, its codebook."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from admin.coding import codebook, layer, suggesting
from admin.coding.codebook import Codebook
from admin.coding.coded import check
from admin.coding.layer import Layer
from admin.coding.numbering import Numbering
from admin.coding.reading import Returned
from admin.coding.sheet import SETTLED, Fact, Row, Sheet
from admin.coding.texts import Text, texts_of
from admin.coding.trouble import CodingError
from admin.dataset import Dataset

TO_READ = 30
"""How many texts are laid out for those who write the codebook, where there are so many."""

_ROLE = re.compile(r"[^\W_][\w ,.’'()-]{1,39}")


@dataclass(frozen=True)
class Desk:
    """The coding of one question; `folder` is its own folder in the folder of all layers."""

    dataset: Dataset
    question: str
    folder: Path

    @classmethod
    def of(cls, dataset: Dataset, question: str, layers: Path) -> "Desk":
        """Return the desk of a question; its folder need not exist yet.

        Raises:
            CodingError: the question takes no free text, or too few people wrote something.
        """
        desk = cls(dataset, question, layers / question)
        desk.texts  # noqa: B018 - a question that cannot be coded is refused before anything else
        return desk

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts of the question."""
        return texts_of(self.dataset, self.question)

    @cached_property
    def numbering(self) -> Numbering:
        """What sheets call texts by."""
        return Numbering.of(self.folder)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook in the folder.

        Raises:
            CodingError: there is none, or something is wrong with it.
        """
        path = self.folder / codebook.FILE
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise CodingError(
                f"{path}: there is no codebook that can be read. Begin with consult code new."
            ) from None
        return codebook.load(text, self.dataset.round, self.question, file=str(path))

    @cached_property
    def layer(self) -> Layer | None:
        """The newest version; None when nothing has been read yet."""
        kept = layer.newest(self.folder)
        if kept is None:
            return None
        check(kept[0], self.folder, self.dataset)
        return kept[0]

    def to_read(self) -> Sheet:
        """Return some texts for those who write the codebook, without a place to choose themes."""
        mixed = self.numbering.mixed(self.texts, "reading")[:TO_READ]
        return self._sheet("reading", [self._row(text, None) for text in mixed], None, "")

    def to_code(self, coder: str, language: str, batch: int) -> list[Sheet]:
        """Return the sheets of a coder, with what this coder has decided so far.

        Raises:
            CodingError: this is no role, or batches would be too small.
        """
        refuse_names([coder])
        before = self.layer.decisions.get(coder, {}) if self.layer else {}
        kept = {text: self.codebook.in_order(themes) for text, themes in before.items()}
        return [
            self._sheet(
                coder,
                [self._row(text, kept.get(text.id)) for text in self.numbering.mixed(texts, coder)],
                self.codebook,
                language,
            )
            for texts in self.numbering.batches(self.texts, batch)
        ]

    def with_suggestions(self, returned: Returned, language: str) -> Sheet:
        """Return the sheet that came back once more, with suggestions where nothing is decided.

        They come from what this coder alone has decided, so that coders stay independent.
        """
        coder = returned.fact(Fact.CODER)
        decided = {one.number: one.themes for one in returned.decided}
        before = self.layer.decisions.get(coder, {}) if self.layer else {}
        coded = {self.numbering.number(text): themes for text, themes in before.items()} | decided
        texts = [self.by_number[number] for number in returned.numbers if number in self.by_number]
        rows = [self._row(text, decided.get(self.numbering.number(text.id))) for text in texts]
        known = [(self.by_number[number].words, themes) for number, themes in coded.items()]
        rest = [row for row in rows if row.themes is None]
        suggested = dict(
            zip(
                (row.number for row in rest),
                suggesting.suggest(known, [row.words for row in rest]),
                strict=True,
            )
        )
        rows = [replace(row, suggested=suggested.get(row.number, ())) for row in rows]
        return self._sheet(coder, rows, self.codebook, language)

    def to_settle(self, language: str) -> Sheet | None:
        """Return the texts on which coders differ, with what each chose; None if there are none."""
        kept = self.layer
        if kept is None or not kept.open:
            return None
        named = self._sheet(SETTLED, [], self.codebook, language)
        unsettled = set(kept.open)
        rows = []
        for text in self.numbering.mixed([t for t in self.texts if t.id in unsettled], SETTLED):
            given = kept.given(text.id)
            beside = (_said(named, given.get(role)) for role in kept.roles)
            rows.append(replace(self._row(text, None), beside=tuple(beside)))
        return replace(named, rows=tuple(rows), beside=kept.roles)

    @cached_property
    def by_number(self) -> dict[str, Text]:
        """The texts by what sheets call them."""
        return {self.numbering.number(text.id): text for text in self.texts}

    def _row(self, text: Text, themes: tuple[str, ...] | None) -> Row:
        return Row(self.numbering.number(text.id), text.words, themes)

    def _sheet(
        self, coder: str, rows: Iterable[Row], book: Codebook | None, language: str
    ) -> Sheet:
        return Sheet(
            facts=self.facts(coder),
            wording=self.dataset.round.question(self.question).text,
            codebook=book,
            language=language,
            rows=tuple(rows),
        )

    def facts(self, coder: str) -> dict[Fact, str]:
        """Return what the workbook of a coder says of itself."""
        return {
            Fact.ROUND: self.dataset.round.id,
            Fact.QUESTION: self.question,
            Fact.DATASET: self.dataset.digest,
            Fact.CODER: coder,
        }


def refuse_names(coders: Sequence[str]) -> None:
    """Raise CodingError for what cannot be the role of a coder, or is there twice."""
    for coder in coders:
        if not _ROLE.fullmatch(coder) or coder == SETTLED:
            raise CodingError(
                f"“{coder}” cannot stand for a coder. Give a role, never a name, in 2 to 40 "
                "letters: youth worker, volunteer 1."
            )
    if len({file_name(coder) for coder in coders}) < len(coders):
        raise CodingError("Two coders have the same role. Number them: volunteer 1, volunteer 2.")


def file_name(coder: str) -> str:
    """Return a role as it stands in the name of a file."""
    return re.sub(r"\W+", "-", coder.casefold()).strip("-")


def _said(sheet: Sheet, themes: tuple[str, ...] | None) -> str:
    if themes is None:
        return "not read"
    return "\n".join(map(sheet.name, themes)) or "–"
