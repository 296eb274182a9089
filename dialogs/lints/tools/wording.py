"""What we know of languages: how long words and sentences are, and which wordings lead or double.

A language that is not in a table is not checked for it. Patterns are read in lower case; they are
drafts until a speaker of the language has reviewed them, which is why they only warn.
"""

import re

from dialogs.lints.tools.words import base

_LETTERS = {
    "az": 6.7, "be": 5.9, "bg": 5.0, "de": 5.7, "en": 4.4, "es": 4.8, "fr": 4.9, "hy": 6.4,
    "it": 5.0, "ka": 7.0, "kk": 6.0, "ky": 6.4, "mk": 5.2, "mn": 6.2, "rom": 5.3, "ro": 5.3,
    "ru": 5.9, "sl": 5.1, "sq": 5.1, "sr": 5.6, "tg": 5.8, "tk": 6.7, "tr": 6.1, "uk": 5.7,
    "uz": 6.6,
}  # fmt: skip
"""Letters a word on average, measured on 8,241 snippets of everyday sentences and interface texts
(Common Voice and translation catalogues), words of snippets with at least five."""

_SENTENCE_LETTERS = 90
"""Letters of a long sentence. For English that is 20 words, the usual limit of plain-language
guides; a language with longer words needs fewer of them to say the same."""

_HEAVIER = 1.3
"""How much longer than usual words may be on average; official prose lies about here."""


def most_words(language: str) -> int | None:
    """Return how many words a sentence may have; None when the language is not known."""
    letters = _LETTERS.get(base(language))
    return round(_SENTENCE_LETTERS / letters) if letters else None


def most_letters(language: str) -> float | None:
    """Return how many letters a word may have on average; None when that is not known."""
    letters = _LETTERS.get(base(language))
    return round(letters * _HEAVIER, 1) if letters else None


_EITHER = {
    "en": r"\band/or\b|\bas well as\b",
    "mk": r"\bи/или\b|\bкако и\b",
    "sq": r"\bdhe/ose\b|\be/ose\b|\bsi dhe\b",
    "sr": r"\bi/ili\b|\bи/или\b|\bkao i\b|\bкао и\b",
}
"""Ask about two things in any question."""

_AND = {
    "en": r"\band\b",
    "mk": r"\bи\b",
    "sq": r"\bdhe\b|\bedhe\b",
    "sr": r"\bi\b|\bи\b",
}
"""Ask about two things where one answer is a degree or a yes."""

_LEADING = {
    "en": r"don['’]t you|wouldn['’]t you|isn['’]t it|aren['’]t you|do you agree that"
    r"|\bobviously\b|\bclearly\b|\bof course\b|\bsurely\b|everybody knows|everyone knows"
    r"|as we know",
    "mk": r"\bзар\b|\bнели\b|се согласуваш ли|очигледно|\bсекако\b|се разбира|сите знаеме"
    r"|како што знаеме",
    "sq": r"\ba nuk\b|\ba s['’]|apo jo|a je dakord|\bpadyshim\b|\bnatyrisht\b|\bsigurisht\b"
    r"|\bsiç dihet\b|të gjithë e dimë",
    "sr": r"\bzar\b|\bзар\b|slažeš li se|слажеш ли се|\bočigledno\b|\bочигледно\b|\bnaravno\b"
    r"|\bнаравно\b|\bsvakako\b|\bсвакако\b|svi znamo|сви знамо|kao što znamo|као што знамо",
}
"""Say which answer is expected."""

_STRONG = {
    "en": r"\bvery\b|\bextremely\b|\bcompletely\b|\btotally\b|\bfully\b|\bentirely\b|\bstrongly\b"
    r"|\bat all\b|\babsolutely\b",
    "mk": r"\bмногу\b|\bсосема\b|\bцелосно\b|\bпотполно\b|\bвоопшто\b|\bкрајно\b|\bапсолутно\b",
    "sq": r"\bshumë\b|\bplotësisht\b|\baspak\b|\bkrejt\b|\bfare\b|\bjashtëzakonisht\b",
    "sr": r"\bveoma\b|\bvrlo\b|\bpotpuno\b|\buopšte\b|\bsasvim\b|\bjako\b|\bizrazito\b|\buopće\b"
    r"|\bвеома\b|\bврло\b|\bпотпуно\b|\bуопште\b|\bсасвим\b|\bјако\b|\bизразито\b",
}
"""Make one end of a scale strong; the other end should be as strong."""


def doubling(text: str, language: str) -> str:
    """Return what in `text` asks about two things at once; empty when nothing is found."""
    return _found(_EITHER, text, language)


def joining(text: str, language: str) -> str:
    """Return the word in `text` that joins two things; empty when there is none."""
    return _found(_AND, text, language)


def leading(text: str, language: str) -> str:
    """Return what in `text` says which answer is expected; empty when nothing is found."""
    return _found(_LEADING, text, language)


def strong(text: str, language: str) -> bool | None:
    """Return whether `text` names an end strongly; None when the language is not known."""
    return bool(_found(_STRONG, text, language)) if base(language) in _STRONG else None


def _found(patterns: dict[str, str], text: str, language: str) -> str:
    pattern = patterns.get(base(language))
    found = re.search(pattern, text.casefold()) if pattern else None
    return found[0] if found else ""
