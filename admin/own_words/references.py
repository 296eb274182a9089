"""The syntax of a reference: what an organisation writes where a number is to stand.

    {share of better=lighting}                        48%
    {number of better=lighting among gender=girl}     90
    {base of better=lighting among gender=girl}       155
    {strength of better=lighting}                     about half
    {about half of better=lighting}                   the same, if the table says so
    {share of first=lamps in any place}               of a ranking: not only in the first place
    {share of safe=low}                               of a scale: the lower half
    {name of better=lighting}                         “Better street lighting”
    {quote of k3f9a2xq7z}                             an approved quote, in quotation marks
    {took part}, {reply day}                         a fact of the round

A capital at the beginning gives a capital.
"""

import re
from dataclasses import dataclass

SHARE, NUMBER, BASE, STRENGTH, NAME = KINDS = ("share", "number", "base", "strength", "name")
QUOTE = "quote"
"""The kind that names no cell: its subject is what an approved quote is called by."""
ANY_PLACE = " in any place"
_OF, _AMONG = " of ", " among "
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Reference:
    """What stands between two braces.

    Attributes:
        kind: one of `KINDS`, `QUOTE`, a strength word, or the name of a fact where there is no
            subject.
        subject, answer: the question and the answer to it.
        by, group: the breakdown and the group of it; empty for everybody.
        any_place: of a ranking, whether every place counts.
        begun: whether it begins with a capital.
    """

    kind: str
    subject: str = ""
    answer: str = ""
    by: str = ""
    group: str = ""
    any_place: bool = False
    begun: bool = False

    def __str__(self) -> str:
        """Return the reference as it is written."""
        among = f"{_AMONG}{self.by}={self.group}" if self.by else ""
        place = ANY_PLACE if self.any_place else ""
        answer = f"={self.answer}" if self.answer else ""
        what = f"{_OF}{self.subject}{answer}" if self.subject else ""
        return f"{{{self.kind}{what}{place}{among}}}"


def split(text: str) -> list[str | Reference]:
    """Return a text in pieces: words, and the references between them."""
    pieces = _BRACES.split(text)
    return [_read(one) if index % 2 else one for index, one in enumerate(pieces) if one]


def _read(text: str) -> Reference:
    kind, of, what = " ".join(text.split()).partition(_OF)
    begun = kind[:1].isupper()
    if not of:
        return Reference(kind.lower(), begun=begun)
    said, _, group = what.partition(_AMONG)
    subject, _, answer = said.partition("=")
    by, _, value = group.partition("=")
    return Reference(
        kind.lower(),
        subject.strip(),
        answer.removesuffix(ANY_PLACE).strip(),
        by.strip(),
        value.strip(),
        any_place=answer.endswith(ANY_PLACE),
        begun=begun,
    )
