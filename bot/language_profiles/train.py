"""Makes our profiles from text: `python -m bot.language_profiles.train TEXTS.jsonl.gz`.

Each line of the file is an object with `text` and `lang`. The README beside this file says which
text the shipped profiles were made of.
"""

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.language_profiles.chances import Chances, Letters
from bot.language_profiles.counting import Counts, add, count
from bot.language_profiles.loading import Profile
from bot.language_profiles.romanising import WAYS, spelled, ways_of
from bot.language_profiles.spelling import words_of

OURS = Path(__file__).parent / "ours"
MARGIN = 5.0
"""How much likelier in English a line must be to be left out of a language, as a logarithm."""

LEAST = 2
"""A sequence that was seen once says more about the text than about the language."""
FEW_LETTERS = 50_000
"""Where there is less text than this, every sequence is kept."""


class Line(Struct, frozen=True):
    """A line of the training text."""

    text: str
    lang: str


def train(texts: Path, out: Path = OURS) -> list[str]:
    """Write one profile for each language of `texts` into `out`, and return their names."""
    names = []
    for language, lines in _without_english(_read(texts)).items():
        known = [word for line in lines for word in line]
        write(out, language, count(known))
        if language in WAYS:
            write(out, f"{language}.latin", typed_in_latin(language, known))
        names.append(language)
    return names


def _read(texts: Path) -> dict[str, list[list[str]]]:
    """Return the words of each line, by language."""
    lines: defaultdict[str, list[list[str]]] = defaultdict(list)
    with gzip.open(texts, "rb") as file:
        for each in file:
            line = msgspec.json.decode(each, type=Line)
            lines[line.lang].append(words_of(line.text))
    return lines


def _without_english(lines: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """Leave out what is English under another name: whole lines that nobody had translated."""
    chances = {language: Chances(count(chain(*each))) for language, each in lines.items()}
    return {
        language: [one for one in each if one and not _is_english(one, language, chances)]
        for language, each in lines.items()
    }


def _is_english(line: list[str], language: str, chances: dict[str, Chances]) -> bool:
    letters = Letters.of(line)
    return chances["en"].score(letters) - chances[language].score(letters) > MARGIN


def typed_in_latin(language: str, words: Iterable[str]) -> Counts:
    """Return the counts of a language in Latin letters, all ways of spelling it alike."""
    known, ways = list(words), list(ways_of(language))
    parts = [count((spelled(word, way) for word in known), 1 / len(ways)) for way in ways]
    return add(*parts)


def write(out: Path, name: str, counts: Counts) -> None:
    """Write one profile in langdetect's format."""
    totals = [0.0, 0.0, 0.0]
    for sequence, number in counts.items():
        totals[len(sequence) - 1] += number
    least = LEAST if totals[0] > FEW_LETTERS else 1
    kept = {one: round(number) for one, number in sorted(counts.items()) if number >= least}
    profile = Profile(kept, [round(total) for total in totals], name)
    (out / f"{name}.json").write_bytes(msgspec.json.encode(profile) + b"\n")


if __name__ == "__main__":
    sys.stdout.write("\n".join(train(Path(sys.argv[1]))) + "\n")
