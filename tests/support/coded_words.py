"""Texts in four languages and two scripts, made up for tests, and a coding of them.

Each text is put together from sentences that speak of one theme, so what it should be coded as is
known. Whoever looks for themes must find far more of the lamps than of the rest.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from admin.coding import codebook, collecting, layer, numbering, reading, writing
from admin.coding.desk import Desk
from admin.coding.sheet import Row as SheetRow
from admin.coding.sheet import Sheet
from admin.dataset import Dataset
from tests.support import datasets
from tests.support.datasets import Row

QUESTION = "own_words"
ROLES = ("youth worker", "volunteer")

SENTENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "light": ("There is no lamp on our street.", "The street is dark, the lamps are broken."),
        "bus": ("The last bus leaves at nine.", "No bus comes at night to our village."),
        "place": ("We have no room to meet friends.", "A youth room to meet in would be good."),
        "": ("Thank you for asking.", "I do not know."),
    },
    "sq": {
        "light": ("Nuk ka drita në rrugën tonë.", "Rruga është e errët, dritat janë të prishura."),
        "bus": ("Autobusi i fundit niset në nëntë.", "Natën nuk vjen asnjë autobus në fshat."),
        "place": ("Nuk kemi një vend për t’u takuar.", "Do të ishte mirë një vend për të rinjtë."),
        "": ("Faleminderit që pyesni.", "Nuk e di."),
    },
    "mk": {
        "light": ("Нема светилки на нашата улица.", "Улицата е темна, светилките се скршени."),
        "bus": ("Последниот автобус тргнува во девет.", "Ноќе не доаѓа автобус во селото."),
        "place": ("Немаме простор за дружење.", "Добро би било да има младински простор."),
        "": ("Фала што прашувате.", "Не знам."),
    },
    "sr-Latn": {
        "light": ("Nema svetiljki u našoj ulici.", "Ulica je mračna, svetiljke su polomljene."),
        "bus": ("Poslednji autobus kreće u devet.", "Noću u selo ne dolazi autobus."),
        "place": ("Nemamo prostor za druženje.", "Dobro bi bilo da postoji prostor za mlade."),
        "": ("Hvala što pitate.", "Ne znam."),
    },
}
WEIGHTS = {"light": 5, "bus": 3, "place": 2, "": 1}

CODEBOOK = """
question: own_words
most: 2
themes:
  - id: light
    name: {en: Light in the streets, sq: Dritat në rrugë, mk: Светла по улиците, sr-Latn: Svetla na ulicama}
    definition: {en: Asks for lamps or complains of the dark., sq: Kërkon drita., mk: Бара светилки., sr-Latn: Traži svetiljke.}
    exclude: {en: The dark as a time of day.}
    examples: [A lamp at our corner would help.]
  - id: bus
    name: {en: Buses in the evening, sq: Autobusët në mbrëmje, mk: Автобуси навечер, sr-Latn: Večernji autobusi}
    definition: {en: Asks for buses that go later., sq: Kërkon autobusë., mk: Бара автобуси., sr-Latn: Traži autobuse.}
  - id: place
    name: {en: A place to meet, sq: Një vend takimi, mk: Место за дружење, sr-Latn: Mesto za druženje}
    definition: {en: Asks for a room for young people., sq: Kërkon një vend., mk: Бара простор., sr-Latn: Traži prostor.}
"""  # noqa: E501 - as a person would write it


def text_of(row: Row) -> str:
    """Return what the person of a row wrote: one or two sentences in their language."""
    dice = random.Random(str(row["response"]))
    themes = dice.choices(list(WEIGHTS), list(WEIGHTS.values()), k=dice.choice([1, 1, 2]))
    said = SENTENCES[str(row["language"])]
    return " ".join(dice.choice(said[theme]) for theme in dict.fromkeys(themes))


def themes_in(words: str) -> tuple[str, ...]:
    """Return the themes that a text should be given."""
    return tuple(
        theme
        for theme in ("light", "bus", "place")
        if any(one in words for said in SENTENCES.values() for one in said[theme])
    )


def make(folder: Path, responses: int = 600, seed: int = 1) -> Dataset:
    """Write a dataset of the example round with these texts, and return it."""
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, responses, seed)
    return Dataset.open(datasets.write(folder, round_, rows, words=text_of))


@dataclass(frozen=True)
class Coder:
    """Somebody who codes as they should, but for a share of texts that they misread."""

    role: str
    careless: float = 0.0
    reads: float = 1.0

    def fill(self, sheet: Sheet) -> Sheet:
        """Return the sheet as this coder hands it back."""
        return replace(sheet, rows=tuple(self._filled(row) for row in sheet.rows))

    def _filled(self, row: SheetRow) -> SheetRow:
        dice = random.Random(f"{self.role}/{row.number}")
        if dice.random() >= self.reads:
            return row
        themes = themes_in(row.words)
        if dice.random() < self.careless:
            themes = (dice.choice(["light", "bus", "place"]),)
        return SheetRow(row.number, row.words, themes, row.suggested, row.beside)


def desk(dataset: Dataset, layers: Path) -> Desk:
    """Return the desk of the question in own words, with the codebook in its folder.

    Its key is always the same one, so that coders misread the same texts each time.
    """
    (layers / QUESTION).mkdir(parents=True, exist_ok=True)
    (layers / QUESTION / codebook.FILE).write_text(CODEBOOK, encoding="utf-8")
    (layers / QUESTION / numbering.FILE).write_bytes(bytes(32))
    return Desk.of(dataset, QUESTION, layers)


def handed_back(at: Desk, coder: Coder, folder: Path) -> Iterator[Path]:
    """Write the sheets of a coder, filled in, and yield their files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, sheet in enumerate(at.to_code(coder.role, "en", 500)):
        path = folder / f"{coder.role}-{number}.xlsx"
        path.write_bytes(writing.write(coder.fill(sheet)))
        yield path


def read(at: Desk, paths: Sequence[Path]) -> Desk:
    """Read sheets into the next version of the layer, and return the desk as it is then."""
    returned = [reading.read(path, at.codebook) for path in paths]
    layer.add(at.folder, collecting.next_version(at, returned))
    return Desk.of(at.dataset, at.question, at.folder.parent)


def coded(dataset: Dataset, layers: Path, *coders: Coder) -> Desk:
    """Have texts coded, and settled as they should be where coders differ."""
    at, back = desk(dataset, layers), layers / "back"
    again = read(at, [path for one in coders for path in handed_back(at, one, back)])
    if (sheet := again.to_settle("en")) is None:
        return again
    path = back / "settled.xlsx"
    path.write_bytes(writing.write(Coder("all").fill(sheet)))
    return read(again, [path])
