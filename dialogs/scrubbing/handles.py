"""Accounts in messengers and networks: @name, name_01, "insta: name", "my snap is name"."""

import re
from collections.abc import Iterator

from dialogs.placeholders import Kind
from dialogs.scrubbing.base import Found, Given
from dialogs.scrubbing.characters import one_of
from dialogs.scrubbing.guarded import guarded
from dialogs.scrubbing.spoken import IS, MINE, NETWORKS

_NAME = rf"(?!{one_of(NETWORKS)}\W)[^\W_][\w.]{{1,31}}"
_NETWORK = rf"(?<!\w){one_of(NETWORKS)}\w{{0,3}}"

_WRITTEN = guarded(
    r"(?<!@)@\s?\w[\w.]{0,63}"
    r"|(?<![\w.])[^\W_][^\W_]{0,30}(?:[._]{1,3}[^\W_]{1,30}){0,4}_{1,3}[^\W_][\w.]{0,40}"
    r"|(?<!\w)_{1,3}[^\W_][\w.]{1,40}"
    r"|(?<!\w)\w{2,32}#\d{4}\b",
    part="[@_#]",
)
_TOLD = guarded(
    rf"{_NETWORK}\s?[:=]\s?@?(?P<after_colon>{_NAME})"
    rf"|(?<!\w){one_of(MINE)}\s{_NETWORK}\s(?:{one_of(IS)}\s)?(?P<mine>{_NAME})"
    rf"|{_NETWORK}\s(?:{one_of(IS)}\s)?(?P<bare>{_NAME})",
    part=_NETWORK,
)
_SURE = re.compile(r"[^\W\d].*[\d.]|\d.*[^\W\d]")


def find(given: Given) -> Iterator[Found]:
    """Yield the accounts."""
    spans = [_trimmed(hit, 0) for hit in _WRITTEN.finditer(given.plain)]
    for hit in _TOLD.finditer(given.plain):
        start, end = _trimmed(hit, hit.lastgroup or 0)
        if _is_an_account(given, given.plain[start:end], told=hit.lastgroup != "bare"):
            spans.append((start, end))
    begin = 0
    for start, end in sorted(spans):
        if start >= begin:
            begin = end
            yield Found(start, end, Kind.HANDLE)


def _trimmed(hit: re.Match[str], group: str | int) -> tuple[int, int]:
    return hit.start(group), hit.start(group) + len(hit[group].rstrip("."))


def _is_an_account(given: Given, name: str, *, told: bool) -> bool:
    """Return whether this is an account: it looks like one, or is said to be one and no word."""
    if _SURE.search(name):
        return True
    return told and len(name) > 3 and not given.lists.is_word(name, given.language)
