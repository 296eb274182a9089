"""Catalogues in a second script, made from the first: Serbian and Uzbek.

Only the `msgstr` are rewritten; blanks, `@{bot}`, addresses and names of programs stay. What is
typed is understood in either script anyway.
"""

import re
from pathlib import Path

from msgspec import Struct, structs

from tests.tools.catalogues import po, updating
from tests.tools.catalogues.domains import Domain

_APOSTROPHES = "ʻʼ‘’'`"
_KEPT = re.compile(
    r"(?P<kept>@?\{\w+\}|https?://\S+|\w\S*@\S+|/\w+\b"
    r"|\b(?:CSV|UTF|JSON-stat|SPSS|Stata|Excel|Parquet)\b"
    r"|\bn(?=:| =)|(?<=rilog )[A-E]\b|(?<=rilogu )[A-E]\b|\b[A-E](?=-ilova))"
    rf"|(?P<word>[^\W\d_](?:[^\W\d_]|[{_APOSTROPHES}](?=[^\W\d_])|(?<=[oOgG])[ʻ‘])*)"
)
"""What stays as it is (also formats, n for a base, and the letters of annexes), and a word: letters
with apostrophes between them."""


class Script(Struct, frozen=True):
    """How a language's Latin letters become Cyrillic ones.

    Attributes:
        source, made: the two language tags.
        letters: lower case; groups of up to three letters win over single ones.
        first: what is different at the beginning of a word.
        apart: parts of words in which a group is two letters; a bar stands between the two.
        stems: beginnings of words that are not written letter by letter. What follows a name in
            Latin letters is joined by a hyphen, as both languages do.
    """

    source: str
    made: str
    letters: dict[str, str]
    first: dict[str, str] = {}
    apart: tuple[str, ...] = ()
    stems: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Return `text` in the other script."""
        return _KEPT.sub(lambda found: found["kept"] or self._word(_plain(found[0])), text)

    def _word(self, word: str) -> str:
        stem = next((one for one in self.stems if word.lower().startswith(one)), "")
        if stem:
            rest = self._letters(word[len(stem) :])
            hyphen = "-" if rest and self.stems[stem].isascii() else ""
            return _cased(self.stems[stem], word) + hyphen + rest
        for one in self.apart:
            before, after = one.split("|")
            at = word.lower().find(before + after)
            if at >= 0:
                cut = at + len(before)
                return self._letters(word[:cut], self.first) + self._letters(word[cut:])
        return self._letters(word, self.first)

    def _letters(self, word: str, first: dict[str, str] | None = None) -> str:
        made, left = "", word
        while left:
            table = {**self.letters, **(first or {})} if not made else self.letters
            sizes = (size for size in (3, 2, 1) if left[:size].lower() in table)
            size = next(sizes, 1)
            group, left = left[:size], left[size:]
            made += _cased(table.get(group.lower(), group.lower()), group)
        return made.upper() if len(word) > 1 and word.isupper() else made


def _plain(word: str) -> str:
    """Return an Uzbek word with one kind of each apostrophe: `oʻ`, `gʻ`, and `ʼ` elsewhere."""
    word = re.sub(f"(?<=[oOgG])[{_APOSTROPHES}]", "ʻ", word)
    return re.sub(f"(?<![oOgG])[{_APOSTROPHES}]", "ʼ", word)


def _cased(made: str, like: str) -> str:
    return made[:1].upper() + made[1:] if like[:1].isupper() else made


SERBIAN = Script(
    source="sr-Latn",
    made="sr-Cyrl",
    letters={
        "lj": "љ",
        "nj": "њ",
        "dž": "џ",
        **dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)),
    },
    apart=("in|jekc", "kon|jug", "kon|junk", "tan|jug", "nad|živ", "nad|žnj", "pod|žanr"),
    stems={"telegram": "Telegram"},
)

UZBEK = Script(
    source="uz-Latn",
    made="uz-Cyrl",
    letters={
        "yoʻ": "йў",
        "oʻ": "ў",
        "gʻ": "ғ",
        "sh": "ш",
        "ch": "ч",
        "ye": "е",
        "yo": "ё",
        "yu": "ю",
        "ya": "я",
        "ʼ": "ъ",
        **dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True)),
    },
    first={"e": "э"},
    apart=("is|hoq", "as|hob"),
    stems={
        "telegram": "Telegram",
        "parol": "пароль",
        "albom": "альбом",
        "yanvar": "январь",
        "fevral": "февраль",
        "aprel": "апрель",
        "iyun": "июнь",
        "iyul": "июль",
        "sentabr": "сентябрь",
        "oktabr": "октябрь",
        "noyabr": "ноябрь",
        "dekabr": "декабрь",
    },
)
"""Cyrillic keeps the soft sign of Russian loans, and `э` where a word begins with that vowel."""

PAIRS = (SERBIAN, UZBEK)


def made(domain: Domain) -> dict[Path, str]:
    """Return the text of each catalogue that is made from another, by its path."""
    pairs = (pair for pair in PAIRS if po.path_of(domain, pair.source).exists())
    return {po.path_of(domain, pair.made): _made(domain, pair) for pair in pairs}


def _made(domain: Domain, pair: Script) -> str:
    source = updating.updated(domain, po.read(po.path_of(domain, pair.source)))
    wordings = {id_: pair.of(text) for id_, text in source.wordings.items()}
    forms = {id_: tuple(map(pair.of, texts)) for id_, texts in source.forms.items()}
    new = structs.replace(source, language=pair.made, wordings=wordings, forms=forms)
    known = po.path_of(domain, pair.made)
    state = po.read(known).headers if known.exists() else {}
    headers = updating.headers(structs.replace(new, headers=state))
    return po.text(domain, structs.replace(new, headers=headers))
