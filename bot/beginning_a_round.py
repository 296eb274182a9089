"""A round file to begin with: an example, with dates that lie ahead and the known help lines."""

import datetime as dt
import json
import re
from functools import lru_cache
from importlib.resources import files
from string import Template

from bot.countries import Confidence, Line, help_lines
from dialogs import round_file
from dialogs.languages import OWN_NAMES
from dialogs.shape.languages import texts_of

_TEMPLATE = files("dialogs") / "round_to_begin_with.yaml"

_FOUND = {
    Confidence.AUTHORITY: "an authority says so",
    Confidence.OWN: "the line’s own page",
    Confidence.SECONDARY: "others write of it",
    Confidence.UNKNOWN: "from where is not known",
}

_UNTIL = {"opens": 14, "closes": 28, "decides": 60, "replies": 90}
"""In how many days what happens; all of it is for the author to change."""

_NO_LINE = """  - name:
      {language}: Write its name here
    number: "0000"
    hours:
      {language}: not known yet
    source: write where you found it (no help line of {country} is known here)
"""

_IN_ENGLISH = """#
# The texts under `{language}` are English examples. Write your own in their place, in {name};
# `consult check` counts those that are left.
"""

_LINE = """  - name:
      {language}: {name}
    number: {number}
    hours:
      {language}: {hours}
    source: {source}
"""


def text_of(file: str, *, language: str, country: str, today: dt.date) -> str:
    """Return the text of a practice round in one language, which `consult check` takes as it is.

    Args:
        file: the name of the file that is to hold it; the round's id comes from it.
        language: the tag of its first language. The texts are in English all the same, and a
            line at the top of the file says so.
        country: two letters; its help lines are those of `bot.countries`.
        today: the dates of the round follow it.
    """
    dates = {name: str(today + dt.timedelta(days)) for name, days in _UNTIL.items()}
    lines = [_line(one, language) for one in help_lines(country)]
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        dates,
        file=file,
        note="" if language == "en" else _in_english(language),
        id=_id_of(file),
        language=language,
        country=country,
        help_lines="".join(lines) or _NO_LINE.format(language=language, country=country),
    )


@lru_cache
def example_texts() -> frozenset[str]:
    """Return the English texts that stand in such a file for the author to change."""
    text = text_of("ours.yaml", language="en", country="MK", today=dt.date(2026, 1, 1))
    texts = texts_of(round_file.load(text, file="ours.yaml"))
    return frozenset(each["en"] for path, each in texts if not path.startswith("$.help_lines"))


def _in_english(language: str) -> str:
    return _IN_ENGLISH.format(language=language, name=OWN_NAMES[language])


def _id_of(file: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "_", file.lower().removesuffix(".yaml")).strip("_")
    return stem if stem[:1].isalpha() else f"round_{stem}".rstrip("_")


def _line(line: Line, language: str) -> str:
    return _LINE.format(
        language=language,
        name=_quoted(line.name),
        number=_quoted(line.number),
        hours=_quoted(line.hours or "not known yet"),
        source=_quoted(f"{line.source} ({_FOUND[line.confidence]}; to be phoned)"),
    )


def _quoted(text: str) -> str:
    """Return a text as YAML takes it, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
