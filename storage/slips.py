"""Slips of paper: the codes of a round, written down once, for whoever prints them.

They stand in an order of chance and carry no number, so nothing tells which slip is whose.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from storage import new_file


class CodesFileError(Exception):
    """Codes cannot be read or written where they should be; the message says what to do."""


class Slip(Struct, frozen=True):
    """One invitation in its two forms: what is typed, and what a link carries."""

    code: str
    link: str


def write(out: Path, slips: Sequence[Slip], *, bot: str = "") -> None:
    """Write codes to a new file that only its owner can read, one a line.

    With the name of a `bot`, the link follows the code after a tabulator.

    Raises:
        CodesFileError: the file exists, or cannot be written. The codes are unknown to anybody.
    """
    lines = [f"{one.code}\t{url(bot, one.link)}" if bot else one.code for one in slips]
    write_new(out, ("\n".join(lines) + "\n").encode())


def url(bot: str, link: str) -> str:
    """Return the address that opens Telegram with an invitation."""
    return f"https://t.me/{bot}?start={link}"


def write_new(out: Path, content: bytes) -> None:
    """Write a new file that only its owner can read; `CodesFileError` when that cannot be."""
    try:
        new_file.write(out, content)
    except OSError as error:
        raise CodesFileError(
            f"{out} cannot be written as a new file ({error.strerror}). Name another one."
        ) from None


def refuse_existing(out: Path) -> None:
    """Raise `CodesFileError` when `out` is there already, before codes are made in vain."""
    if out.exists():
        raise CodesFileError(f"{out} exists already; it is not written over. Name another file.")


def read(list_: Path) -> list[Slip]:
    """Return the codes in a file that `write` has written with links, in their order.

    Raises:
        CodesFileError: it cannot be read.
    """
    try:
        lines = list_.read_text().splitlines()
    except OSError as error:
        raise CodesFileError(
            f"{list_} cannot be read ({error.strerror}). Does the running process write it as "
            "another user? Then make a list instead of sheets."
        ) from None
    rows = [line.partition("\t") for line in lines]
    return [Slip(code, address.rpartition("=")[2]) for code, _, address in rows]
