"""The map of the code: which file is where and what for, drawn from the files themselves."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill
from typing import TypedDict

import yaml

from tests.house.programs import ROOT

GROUPS = Path(__file__).with_suffix(".yaml")
PAGE = ROOT / "docs" / "code.md"
WIDTH = 100

HEAD = """\
# Where what is

Imports go one way: `bot`, `admin`, `storage`, `dialogs`. So `dialogs` can be read by itself, and is
best read first. What a file is for is said here in its own words; the order is that in which one
best reads them. `uv run pytest tests/house/test_code_map.py --update` draws this page
anew, from `tests/support/code_map.yaml` and the files.

What becomes of one message, from a finger to the disk and back:

1. A channel receives it ([`bot/receiver.py`](../bot/receiver.py) asks Telegram,
   [`bot/gate.py`](../bot/gate.py) is brought it) and reads what it is
   ([`bot/channels/telegram_updates.py`](../bot/channels/telegram_updates.py)).
2. Everything that is waiting is one batch ([`bot/inbox.py`](../bot/inbox.py)): one transaction
   looks up who is concerned, lets the rounds have their turns
   ([`bot/turning.py`](../bot/turning.py), [`dialogs/engine.py`](../dialogs/engine.py)) and writes
   what they change ([`storage/unit_of_work.py`](../storage/unit_of_work.py)).
3. Only when that is durable is the batch confirmed, and its screens are drawn
   ([`bot/sender.py`](../bot/sender.py)). What was promised and not drawn is drawn again
   ([`bot/redrawing.py`](../bot/redrawing.py)).

And of a round that ends: [`storage/closing.py`](../storage/closing.py) makes a dataset of it,
[`admin/analysis`](../admin/analysis/__init__.py) counts that,
[`admin/disclosure.py`](../admin/disclosure.py) says what may be shown, and
[`admin/briefs`](../admin/briefs/__init__.py) writes it down.
"""


class Group(TypedDict):
    """Some files of a package, by name, that one reads together."""

    about: str
    files: list[str]


class Package(TypedDict):
    """One of the four packages."""

    says: str
    groups: list[Group]


def packages() -> Mapping[str, Package]:
    """Return the packages, each with its groups."""
    read: Mapping[str, Package] = yaml.safe_load(GROUPS.read_text("utf-8"))
    return read


def there(package: str) -> set[str]:
    """Return the files and folders that a package has, by name."""
    return {
        each.stem
        for each in (ROOT / package).iterdir()
        if not each.name.startswith("__") and (each.suffix == ".py" or each.is_dir())
    }


def named(package: Package) -> list[str]:
    """Return what the map names in a package."""
    return [name for group in package["groups"] for name in group["files"]]


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_lines()])


def _lines() -> Iterator[str]:
    for name, package in packages().items():
        yield f"## {name}\n\n{fill(package['says'], WIDTH)}\n"
        for group in package["groups"]:
            yield f"**{group['about']}**\n"
            yield from (_line(name, file) for file in group["files"])
            yield ""


def _line(package: str, name: str) -> str:
    path = ROOT / package / f"{name}.py"
    if path.exists():
        return f"- [`{name}`](../{package}/{name}.py): {_summary(path)}"
    door = ROOT / package / name / "__init__.py"
    says = _summary(door) if door.exists() else ""
    return f"- [`{name}/`](../{package}/{name}): {says or _HELD[name]}"


_HELD = {
    "countries": "What is known of each country, with its sources.",
    "locales": "The catalogues of all languages, as `.po` files.",
    "migrations": "Each change of the tables, one file each.",
    "rounds": "Rounds that ship with the project: the example and its translations.",
    "word_lists": "Words that are looked for in each language.",
}
"""What folders hold that are no packages, or say nothing of themselves."""


def _summary(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return said.split("\n\n")[0].replace("\n", " ")
