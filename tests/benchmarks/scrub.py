"""How much of what could identify somebody the scrubber finds in free text, and how fast.

Per language, made-up sentences with planted items: names drawn as often as they are given, from a
dictionary that no shipped list is made from (some inflected, in small letters, at the beginning of
a sentence), phone numbers of the language's countries written and disguised in many ways, and
addresses and accounts. An item counts as found when nothing of it is left. `precision` is the share
of all placeholders that stand where something was planted; `names_evenly` is the recall when rare
names are planted as often as usual ones. In as many sentences nothing is planted: those of
`scrub_clean.yaml` and ordinary numbers; `clean_spoilt` is the share of the sentences of that file
of which something is taken out. Where the shared text is at hand, `clean_per_1000` counts what is
taken out of 1,000 words of ordinary sentences (Common Voice alone) in which nobody has planted
anything; most of that is right, since they name people and towns.

`worst_ms` is the slowest of many hostile texts of 4,096 characters, each the best of three, in
time of this process; `worst_wall_ms` is the same by the clock on the wall.
"""

import gzip
import json
import random
import string
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from rich.console import Console

from bot.scrubbing import scrub
from dialogs.placeholders import PLACEHOLDER, kinds_in
from tests.benchmarks import form
from tests.benchmarks.form import Json, Outcome
from tests.support.planted import (
    COUNTRIES_OF,
    SCRIPTS,
    contact,
    in_a_case,
    in_script,
    names,
    phone,
)
from tests.support.shared_data import SHARED

TARGETS = {"phones": 0.995, "handles": 0.999, "names": 0.90, "precision": 0.95}
LONGEST = 4096
MOST_MS = 50
SENTENCES: Mapping[str, Any] = yaml.safe_load(
    Path(__file__).with_name("scrub_sentences.yaml").read_text(encoding="utf-8")
)
CLEAN: Mapping[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("scrub_clean.yaml").read_text(encoding="utf-8")
)
_LIKE = {"bs": "hr"}
_KINDS = 4
"""Names drawn in two ways, phones, and handles: for each, a sentence with nothing planted."""


class Planted(Struct, frozen=True):
    """A sentence, and what of it must not be left."""

    kind: str
    text: str
    item: str


def sentences(language: str) -> dict[str, list[str]]:
    """Return the sentences of a language by what is planted in them."""
    if language == "sr-Cyrl":
        found: dict[str, list[str]] = {}
        for kind, lines in sentences("sr-Latn").items():
            found[kind] = [_cyrillic(line) for line in lines] if kind != "countries" else lines
        return found
    whole: dict[str, list[str]] = SENTENCES[_LIKE.get(language, language)]
    return whole


def clean(language: str) -> list[str]:
    """Return ordinary sentences of a language; none where none were written."""
    if language == "sr-Cyrl":
        return [_cyrillic(line) for line in CLEAN["sr-Latn"]]
    return CLEAN.get(_LIKE.get(language, language), [])


def _cyrillic(line: str) -> str:
    parts = line.replace("}", "{").split("{")
    return "".join(
        in_script(part, SCRIPTS["sr-Cyrl"]) if at % 2 == 0 else f"{{{part}}}"
        for at, part in enumerate(parts)
    )


def planted(language: str, count: int, dice: random.Random) -> Iterator[Planted]:
    """Yield `count` sentences of each kind, and as many in all with nothing to be taken out."""
    known = sentences(language)
    plain = known["plain"] + clean(language)
    for evenly in (False, True):
        for name in names(language, count, dice, evenly=evenly):
            line = dice.choice(known["names"])
            item = in_a_case(name, language, dice) if "{acc}" in line else name
            yield Planted("names_evenly" if evenly else "names", _filled(line, item), item)
    for _ in range(count):
        number = phone(dice.choice(known["countries"]), dice)
        yield Planted("phones", _filled(dice.choice(known["phones"]), number), number)
        address = contact(language, dice)
        yield Planted("handles", _filled(dice.choice(known["handles"]), address), address)
        for _ in range(_KINDS):
            yield Planted("plain", _plain(dice.choice(plain), dice), "")


def _filled(line: str, item: str) -> str:
    return line[: line.index("{")] + item + line[line.index("}") + 1 :]


def _plain(line: str, dice: random.Random) -> str:
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(1990, 2030)
    date = dice.choice(
        (f"{day}.{month}.{year}", f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}")
    )
    price = dice.choice(("50", "1.200", "15 000", "250.000", "1 000 000", "3.500.000", "2500000"))
    values = {"n": str(dice.randint(12, 29)), "year": str(year), "price": price, "date": date}
    for name, value in values.items():
        line = line.replace(f"{{{name}}}", value)
    return line


def measured(language: str, count: int) -> dict[str, float]:
    """Return recall by kind and precision of a language."""
    dice = random.Random(f"scrub/{language}")
    countries = tuple(sentences(language)["countries"])
    found: dict[str, list[bool]] = {}
    right = wrong = 0
    for one in planted(language, count, dice):
        kept = scrub(one.text, language, countries)
        taken = kinds_in(kept).total()
        gone = bool(one.item) and _is_gone(one, kept)
        if one.item:
            found.setdefault(one.kind, []).append(gone)
        right += gone
        wrong += taken - min(gone, taken)
    shares = {kind: round(sum(hits) / len(hits), 4) for kind, hits in found.items()}
    found_in = [bool(kinds_in(scrub(line, language, countries))) for line in clean(language)]
    spoilt = {"clean_spoilt": round(sum(found_in) / len(found_in), 3)} if found_in else {}
    return {**shares, "precision": round(right / (right + wrong), 4), **spoilt}


def _is_gone(one: Planted, kept: str) -> bool:
    """Return whether nothing is left but the sentence: at most two signs of the item."""
    before, _, behind = one.text.partition(one.item)
    rest = PLACEHOLDER.sub("", kept)
    letters = [len([sign for sign in text if sign.isalnum()]) for text in (rest, before + behind)]
    if one.kind.startswith("names"):
        return one.item.partition("’")[0] not in kept  # what is behind an apostrophe is an ending
    return one.item not in kept and letters[0] <= letters[1] + 1


def hostile(dice: random.Random) -> Iterator[str]:
    """Yield texts that keep a careless pattern busy, each of 4,096 characters."""
    seeds: list[str] = SENTENCES["hostile"]
    yield from ((seed * LONGEST)[:LONGEST] for seed in seeds)
    for alphabet in (string.printable, "ab.@ _-/1", "01 .-+(", "Аа Бб.", "Ana Петр. "):
        yield "".join(dice.choice(alphabet) for _ in range(LONGEST))
    for _ in range(20):
        yield "".join(dice.choice(seeds) for _ in range(LONGEST))[:LONGEST]


def worst_ms(progress: Console) -> tuple[float, float]:
    """Return the slowest of the hostile texts, in time of this process and on the wall."""
    scrub("Ana 070 123 456", "mk", ("MK",))
    slowest, wall, worst = 0.0, 0.0, ""
    for text in hostile(random.Random(7)):
        for language, countries in (("mk", ("MK", "AL", "RS")), ("ka", ("GE",))):
            took = [_ms(text, language, countries) for _ in range(3)]
            wall = max(wall, min(on_the_wall for _, on_the_wall in took))
            if min(took)[0] > slowest:
                slowest, worst = min(took)[0], text[:20]
    progress.print(f"slowest of all: {worst!r}")
    return round(slowest, 1), round(wall, 1)


def _ms(text: str, language: str, countries: tuple[str, ...]) -> tuple[float, float]:
    began, on_the_wall = time.process_time(), time.perf_counter()
    scrub(text, language, countries, frozenset({"skopie", "center", "tetovo"}))
    took = time.process_time() - began, time.perf_counter() - on_the_wall
    return took[0] * 1000, took[1] * 1000


def clean_per_1000(language: str) -> float | None:
    """Return how much is taken out of 1,000 words of real text; None where there is none."""
    file = SHARED / "data" / "language" / "dev.jsonl.gz"
    if not file.exists():
        return None
    words = taken = 0
    countries = tuple(sentences(language)["countries"])
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            if one["source"] == "commonvoice" and one["lang"] in {language, language[:2]}:
                words += len(one["text"].split())
                taken += kinds_in(scrub(one["text"], language, countries)).total()
    return round(1000 * taken / words, 1) if words else None


def measure(quick: bool, progress: Console) -> Outcome:
    """Measure every language, then the time."""
    rows: dict[str, dict[str, Json]] = {}
    for language in COUNTRIES_OF:
        progress.print(f"{language}: planting")
        rows[language] = {**measured(language, 100 if quick else 1000)}
        if not quick:
            rows[language]["clean_per_1000"] = clean_per_1000(language)
    slowest, wall = worst_ms(progress)
    head = ["language", *rows["en"]]
    table = form.table_of(
        f"Scrubbing, worst case {slowest} ms (allowed: {MOST_MS}), {wall} ms on the wall",
        head,
        [
            [language, *("–" if row.get(name) is None else str(row[name]) for name in head[1:])]
            for language, row in rows.items()
        ],
    )
    figures: dict[str, Json] = {"languages": rows, "worst_ms": slowest, "worst_wall_ms": wall}
    figures["targets"] = TARGETS
    return Outcome(table, figures, _broken(rows, slowest))


def _broken(rows: Mapping[str, Mapping[str, Json]], slowest: float) -> list[str]:
    missed = [
        f"{language}: {name} {value} is below {TARGETS[name]}."
        for language, row in rows.items()
        for name, value in row.items()
        if name in TARGETS and isinstance(value, float) and value < TARGETS[name]
    ]
    slow = [f"The worst case takes {slowest} ms."] if slowest > MOST_MS else []
    return missed + slow


if __name__ == "__main__":
    form.main(measure)
