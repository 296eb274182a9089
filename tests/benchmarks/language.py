"""How often we see in which of a round's languages a text is written, and what that costs.

Texts that speakers wrote, of which no profile was made, each in rounds of two to six languages:
as they are, without marks, and in Latin letters by another table than the profiles know.
"""

import subprocess
import sys
import time
from collections.abc import Callable

from msgspec.structs import replace
from rich.console import Console

from bot.language_guess import LanguageGuess
from tests.benchmarks import form
from tests.benchmarks.form import Json, Outcome
from tests.support import typed_text
from tests.support.language_texts import (
    CLASSES,
    FOLDER,
    OFFERED,
    SCRIPTS_OF_THEIR_OWN,
    Snippet,
    is_here,
    judge,
    snippets,
)
from tests.support.shared_data import reason

WANTED = {
    "as written": {"s": 95.0, "m": 99.0, "l": 99.8},
    "without marks": {"s": 92.0, "m": 98.0, "l": 99.0},
    "in Latin letters": {"s": 75.0, "m": 88.0, "l": 92.0},
}
WANTED_ANSWERED = 85.0

_LOAD = """
import time
from bot.language_guess import LanguageGuess
size = lambda: next(int(each.split()[1]) for each in open("/proc/self/status") if "VmRSS" in each)
before, began = size(), time.perf_counter()
LanguageGuess().guess("abc", {among!r})
print(time.perf_counter() - began, (size() - before) / 1024)
"""


def measure(quick: bool, progress: Console) -> Outcome:
    """Judge all three ways of typing."""
    if not is_here():
        raise SystemExit(reason(FOLDER))
    guess = LanguageGuess()
    texts = snippets()
    rounds = 1 if quick else 5
    found = {}
    for name, typed in _typed(texts).items():
        progress.print(f"{name}: {len(typed)} texts in {rounds} rounds each")
        found[name] = judge(guess.guess, typed, rounds)
    ms = _milliseconds(guess, texts)
    load, size = _loading()
    rows = [
        [name, f"about {CLASSES[length]}", f"{right:.2f}", str(WANTED[name][length]), f"{told:.1f}"]
        for name, classes in found.items()
        for length, (right, told) in classes.items()
    ]
    table = form.table_of(
        f"{ms:.2f} ms a call; all languages are read in {load:.2f} s and take {size:.0f} MB",
        ["Typed", "Characters", "Right, %", "Wanted", "Answered, %"],
        rows,
    )
    figures: dict[str, Json] = {
        **_figures(found["as written"]),
        "plain_ascii": _figures(found["without marks"]),
        "romanised": _figures(found["in Latin letters"]),
        "ms_per_call": round(ms, 3),
        "load_s": round(load, 3),
        "rss_mb": round(size, 1),
    }
    return Outcome(table, figures, list(_missed(found)))


def _typed(texts: tuple[Snippet, ...]) -> dict[str, list[Snippet]]:
    return {
        "as written": list(texts),
        "without marks": _changed(texts, typed_text.without_marks, own_script=False),
        "in Latin letters": _changed(texts, typed_text.in_latin, own_script=True),
    }


def _changed(
    texts: tuple[Snippet, ...], change: Callable[[str], str], *, own_script: bool
) -> list[Snippet]:
    ours = [one for one in texts if (one.lang in SCRIPTS_OF_THEIR_OWN) == own_script]
    changed = [replace(one, text=change(one.text)) for one in ours]
    return [new for new, old in zip(changed, ours, strict=True) if new.text != old.text]


def _figures(classes: dict[str, tuple[float, float]]) -> dict[str, Json]:
    return {
        "accuracy": {length: round(right, 2) for length, (right, _) in classes.items()},
        "answered": {length: round(told, 1) for length, (_, told) in classes.items()},
    }


def _missed(found: dict[str, dict[str, tuple[float, float]]]) -> list[str]:
    missed = [
        f"{name}, {length}: {right:.2f} % are right, wanted are {WANTED[name][length]}."
        for name, classes in found.items()
        for length, (right, _) in classes.items()
        if right < WANTED[name][length]
    ]
    told = found["as written"]["s"][1]
    if told < WANTED_ANSWERED:
        missed.append(f"Only {told:.1f} % of the short texts are answered.")
    return missed


def _milliseconds(guess: LanguageGuess, texts: tuple[Snippet, ...]) -> float:
    among = ["sq", "mk", "sr-Latn", "en", "ro", "uk"]
    some = [one.text for one in texts][:2000]
    began = time.process_time()
    for text in some:
        guess.guess(text, among)
    return (time.process_time() - began) * 1000 / len(some)


def _loading() -> tuple[float, float]:
    """Return the seconds and megabytes that reading every language takes in a new process."""
    program = [sys.executable, "-c", _LOAD.format(among=OFFERED)]
    printed = subprocess.run(program, check=True, capture_output=True, text=True).stdout  # noqa: S603
    seconds, size = map(float, printed.split())
    return seconds, size


if __name__ == "__main__":
    form.main(measure)
