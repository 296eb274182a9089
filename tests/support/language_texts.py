"""Real texts in the languages of the region, and the rounds in which somebody writes them."""

import gzip
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from tests.support.shared_data import SHARED

FOLDER = "data/language"
CLASSES = {"s": 20, "m": 60, "l": 150}
"""Length classes, and about how many characters each has."""

SCRIPTS_OF_THEIR_OWN = frozenset(("mk", "bg", "uk", "ru", "be", "ka", "hy", "kk", "ky", "tg", "mn"))
"""Languages that people also type in Latin letters, though they are not written so."""

OFFERED = (
    *("en", "sq", "bs", "hr", "sr-Latn", "sr-Cyrl", "mk", "sl", "bg", "ro", "tr", "uk", "ru"),
    *("be", "ka", "hy", "az", "kk", "ky", "uz-Latn", "uz-Cyrl", "tg", "tk", "mn", "rom"),
)
"""The languages of the catalogues, but for Montenegrin, of which there is no text."""


class Snippet(Struct, frozen=True):
    """A piece of text that a speaker wrote."""

    text: str
    lang: str
    length_class: str = ""


@cache
def snippets() -> tuple[Snippet, ...]:
    """Return texts of which no profile was made: those that stand among the training texts too
    are left out.
    """
    trained = {one.text for one in _read("train")}
    return tuple(one for one in _read("dev") if one.text not in trained and one.lang in OFFERED)


def is_here() -> bool:
    """Return whether the texts are on this machine."""
    return (SHARED / FOLDER / "dev.jsonl.gz").exists()


def family(tag: str) -> str:
    """Return one name for languages that letters cannot tell apart."""
    if tag in {"bs", "hr", "cnr", "sr-Latn", "sr-Cyrl"}:
        return "bs/hr/cnr/sr"
    return tag.partition("-")[0]


def languages_of_a_round(tag: str, dice: random.Random) -> list[str]:
    """Return two to six languages, one of them `tag`, no two of one family."""
    others = [one for one in OFFERED if family(one) != family(tag)]
    chosen = [tag, *dice.sample(others, dice.randint(1, 5))]
    dice.shuffle(chosen)
    return chosen


class Share(Struct):
    """How many texts were asked about, were answered, and were answered rightly."""

    asked: int = 0
    answered: int = 0
    right: int = 0


Guess = Callable[[str, Sequence[str]], str | None]


def judge(guess: Guess, texts: Sequence[Snippet], rounds: int) -> dict[str, tuple[float, float]]:
    """Return by length class how many answers are right and how many texts are answered, in %.

    Both are means over languages; `rounds` is how many rounds each text is written in.
    """
    dice = random.Random(20)
    shares: dict[tuple[str, str], Share] = {}
    for one in texts:
        share = shares.setdefault((one.length_class, family(one.lang)), Share())
        for _ in range(rounds):
            found = guess(one.text, languages_of_a_round(one.lang, dice))
            share.asked += 1
            share.answered += found is not None
            share.right += found is not None and family(found) == family(one.lang)
    return {length: _means(length, shares) for length in CLASSES}


def _means(length: str, shares: dict[tuple[str, str], Share]) -> tuple[float, float]:
    ours = [share for (each, _), share in shares.items() if each == length]
    right = [share.right / share.answered for share in ours if share.answered]
    answered = [share.answered / share.asked for share in ours]
    return 100 * sum(right) / len(right), 100 * sum(answered) / len(answered)


def _read(name: str) -> Iterator[Snippet]:
    with gzip.open(SHARED / FOLDER / f"{name}.jsonl.gz", "rb") as lines:
        for line in lines:
            yield msgspec.json.decode(line, type=Snippet)
