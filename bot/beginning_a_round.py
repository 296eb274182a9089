"""A round file to begin with: an example, with dates that lie ahead and the known help lines."""

import datetime as dt
import json
import re
from importlib.resources import files
from string import Template

from bot.countries import Line, help_lines

_TEMPLATE = files("dialogs") / "round_to_begin_with.yaml"

_UNTIL = {"opens": 14, "closes": 28, "decides": 60, "replies": 90}
"""In how many days what happens; all of it is for the author to change."""

_NO_LINE = """  - name:
      {language}: Write its name here
    number: "0000"
    hours:
      {language}: not known yet
    source: write where you found it (no help line of {country} is known here)
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
        language: the tag of its first language. The texts are in English all the same.
        country: two letters; its help lines are those of `bot.countries`.
        today: the dates of the round follow it.
    """
    dates = {name: str(today + dt.timedelta(days)) for name, days in _UNTIL.items()}
    lines = [_line(one, language) for one in help_lines(country)]
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        dates,
        file=file,
        id=_id_of(file),
        language=language,
        country=country,
        help_lines="".join(lines) or _NO_LINE.format(language=language, country=country),
    )


def _id_of(file: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "_", file.lower().removesuffix(".yaml")).strip("_")
    return stem if stem[:1].isalpha() else f"round_{stem}".rstrip("_")


def _line(line: Line, language: str) -> str:
    return _LINE.format(
        language=language,
        name=_quoted(line.name),
        number=_quoted(line.number),
        hours=_quoted(line.hours or "not known yet"),
        source=_quoted(f"{line.source} ({line.confidence}; to be phoned)"),
    )


def _quoted(text: str) -> str:
    """Return a text as YAML takes it, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
