"""Reads and writes catalogues, always in the same form, so that a change shows what changed."""

import re
from collections.abc import Mapping
from email import message_from_string
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from msgspec import Struct

from tests.tools.catalogues.domains import Domain
from tests.tools.catalogues.template import BLANK, Wanted

_HEADER = re.compile(r'^msgid ""\nmsgstr ""\n((?:".*"\n)+)', re.MULTILINE)


class Catalogue(Struct, frozen=True):
    """One language: its headers, and of each message the wording and whether it is fuzzy.

    Where a number decides the wording, its `forms` are found by the English wording for one.
    """

    language: str
    headers: dict[str, str]
    wordings: dict[str, str]
    forms: dict[str, tuple[str, ...]] = {}
    fuzzy: frozenset[str] = frozenset()
    wanted: dict[str, Wanted] = {}

    def counted(self) -> str:
        """Return how complete it is, in words."""
        done = [*map(bool, self.wordings.values()), *map(all, self.forms.values())]
        return f"{sum(done)} of {len(done)} messages, {len(self.fuzzy)} fuzzy"


def paths(domain: Domain) -> list[Path]:
    """Return the files of all catalogues."""
    return sorted(domain.locales.glob(f"*/LC_MESSAGES/{domain.name}.po"))


def path_of(domain: Domain, language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return domain.locales / language / "LC_MESSAGES" / f"{domain.name}.po"


def read(path: Path) -> Catalogue:
    """Return a catalogue; Babel reads the messages, its headers we read ourselves."""
    text = path.read_text(encoding="utf-8")
    messages = [each for each in _read(text) if each.id]
    single = [each for each in messages if isinstance(each.id, str)]
    return Catalogue(
        language=path.parts[-3],
        headers=_headers(text),
        wordings={str(each.id): str(each.string) for each in single},
        forms={
            each.id[0]: tuple(each.string or ()) for each in messages if isinstance(each.id, tuple)
        },
        fuzzy=frozenset(str(each.id) for each in single if each.fuzzy),
    )


def _read(text: str) -> Catalog:
    return read_po(BytesIO(text.encode()), abort_invalid=True)


def _headers(text: str) -> dict[str, str]:
    """Return the headers: Babel keeps only those that it knows."""
    found = _HEADER.search(text)
    lines = found[1].splitlines() if found else []
    plain = "".join(line[1:-1].replace("\\n", "\n") for line in lines)
    return dict(message_from_string(plain).items())


def text(domain: Domain, catalogue: Catalogue) -> str:
    """Return a catalogue as a .po file; its messages in the order that `wanted` has."""
    head = (
        f"# {domain.title}, {catalogue.language}.\n"
        "# Translators change msgstr only; the rest is written by a command:\n"
        "# python -m tests.tools.catalogues update\n"
    )
    entries = [
        entry(each, _said(catalogue, each), fuzzy=each.id in catalogue.fuzzy)
        for each in catalogue.wanted.values()
    ]
    return "\n".join([head + header(catalogue.headers), *entries])


def header(headers: Mapping[str, str]) -> str:
    """Return the entry with the headers."""
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in headers.items())
    return f'msgid ""\nmsgstr ""\n{lines}'


def _said(catalogue: Catalogue, message: Wanted) -> tuple[str, ...]:
    if message.plural:
        return catalogue.forms[message.id]
    return (catalogue.wordings.get(message.id, ""),)


def entry(message: Wanted, wordings: tuple[str, ...], *, fuzzy: bool = False) -> str:
    """Return one message with its comments; `wordings` are its forms where it has a plural."""
    flags = ["fuzzy"] * fuzzy + ["python-brace-format"] * bool(BLANK.search(message.id))
    return "".join(
        (
            *(f"#. {comment}\n" for comment in message.comments()),
            *(f"#: {file}\n" for file in message.files),
            f"#, {', '.join(flags)}\n" if flags else "",
            f"msgid {_quoted(message.id)}\n",
            f"msgid_plural {_quoted(message.plural)}\n" if message.plural else "",
            *(
                f"msgstr{f'[{n}]' if message.plural else ''} {_quoted(wording)}\n"
                for n, wording in enumerate(wordings)
            ),
        )
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
