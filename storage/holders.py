"""The holders: a round's master seed as words on paper, any two of three of which open it.

The words follow SLIP-39, so they carry checksums, and other tools can combine them if we are gone.
No error of this file repeats a word or hands on an exception that does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shamir_mnemonic import (  # type: ignore[import-untyped]  # the package ships no types
    MnemonicError,
    Share,
    combine_mnemonics,
    generate_mnemonics,
)

from storage.sealing import SEED_BYTES, KeyPair, new_seed

THRESHOLD = 2
HOLDERS = 3
MOST_HOLDERS = 7


class HoldersError(ValueError):
    """So many holders make no sense; the message says why."""


class HolderWordsError(Exception):
    """The words given do not make the key; the message says which sheet, and what to do."""


@dataclass(frozen=True)
class RoundKeys:
    """A new public key, and the only copy of what opens it: one string of words per holder."""

    public_key: bytes
    words: tuple[str, ...] = field(repr=False)


def new_round_keys(threshold: int = THRESHOLD, holders: int = HOLDERS) -> RoundKeys:
    """Make a key pair, split it, and forget it. Show the words before the round is opened.

    Raises:
        HoldersError: fewer than two are needed, or there are too many or too few of them.
    """
    if threshold < 2:
        raise HoldersError("at least two must be needed, or one alone could read it all")
    if not threshold <= holders <= MOST_HOLDERS:
        raise HoldersError(f"between {threshold} and {MOST_HOLDERS} holders can have a sheet each")
    seed = new_seed()
    return RoundKeys(KeyPair.from_seed(seed).public_bytes, split(seed, threshold, holders))


def split(seed: bytes, threshold: int = THRESHOLD, holders: int = HOLDERS) -> tuple[str, ...]:
    """Return the words of each holder; any `threshold` of them bring `seed` back."""
    return tuple(generate_mnemonics(1, [(threshold, holders)], seed)[0])


def needed(sheet: str) -> int:
    """Return how many sheets are needed, as each of them says; HolderWordsError when unreadable."""
    threshold: int = _read(1, sheet).member_threshold
    return threshold


def belong_to(public_key: bytes, sheets: Sequence[str]) -> bool:
    """Return whether these words open what was sealed to `public_key`; see `combine`."""
    pair = KeyPair.from_seed(combine(sheets), suite=public_key[0])
    return pair.public_bytes == public_key


def combine(sheets: Sequence[str]) -> bytes:
    """Return the seed that `sheets` (one string of words per holder) make together.

    Tolerates capitals, spaces and line breaks, one sheet given twice, and more sheets than needed.

    Raises:
        HolderWordsError: a misspelt sheet, too few sheets, or sheets that do not belong together.
    """
    shares = {_read(number, sheet) for number, sheet in enumerate(sheets, start=1)}
    if not shares:
        raise HolderWordsError("no holder's words were given")
    if len({share.common_parameters() for share in shares}) > 1:
        raise HolderWordsError("these sheets belong to different rounds or different key sets")
    needed = next(iter(shares)).member_threshold
    if len({share.index for share in shares}) < needed:
        raise HolderWordsError(f"{needed} different sheets are needed, {len(shares)} given")
    try:
        seed: bytes = combine_mnemonics([share.mnemonic() for share in list(shares)[:needed]])
    except MnemonicError:
        raise HolderWordsError("these sheets do not fit together") from None
    if len(seed) != SEED_BYTES:
        raise HolderWordsError("these words are a key for something else")
    return seed


def _read(number: int, sheet: str) -> Share:
    try:
        return Share.from_mnemonic(" ".join(sheet.lower().split()))
    except MnemonicError:
        raise HolderWordsError(
            f"sheet {number} is not right: a word is misspelt, missing or out of order"
        ) from None
