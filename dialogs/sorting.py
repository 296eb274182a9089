"""Sorts words as a dictionary of their language does.

The alphabets are those of CLDR's collations. Its finer rules (several marks in one word, capitals
as a last difference) are not needed for lists of places and languages, and are not here. What
stands in no alphabet of a language is sorted by its letter without marks, and another script comes
after everything else.
"""

import unicodedata
from functools import lru_cache

_SOUTH_SLAVIC = "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž"
_RUSSIAN = "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"

ALPHABETS = {
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh",
    "bs": _SOUTH_SLAVIC,
    "hr": _SOUTH_SLAVIC,
    "sr-Latn": _SOUTH_SLAVIC,
    "sr-Cyrl": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "cnr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š ś t u v z ž ź",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "sl": "a b c č d e f g h i j k l m n o p r s š t u v z ž",
    "bg": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "ru": _RUSSIAN,
    "be": "а б в г д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
    "ka": "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    "hy": "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ",
    "az": "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z",
    "kk": "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
    "ky": "а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я",
    "uz-Latn": "a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch",
    "uz-Cyrl": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш ъ э ю я ў қ ғ ҳ",
    "tg": "а б в г ғ д е ё ж з и ӣ й к қ л м н о п р с т у ӯ ф х ҳ ч ҷ ш ъ э ю я",
    "tk": "a b ç d e ä f g h i j ž k l m n ň o ö p r s ş t u ü w y ý z",
    "mn": "а б в г д е ё ж з и й к л м н о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я",
    "rom": "a b c č čh d dž e f g h i j k kh l m n o p ph r s š t th u v z ž",
}
"""The letters of each language in their order, small, with spaces between. Romani has no agreed
order; this is the one of its common alphabet."""

Key = tuple[tuple[float, ...], str]

_SAME = {
    "az": {"I": "ı", "İ": "i"},
    "hy": {"և": "եւ"},
    "ro": {"ş": "ș", "Ş": "ș", "ţ": "ț", "Ţ": "ț"},
    "tr": {"I": "ı", "İ": "i"},
    "uz-Latn": dict.fromkeys("'’‘ʼ`´", "ʻ"),
}
"""What is typed or made small in another way than the alphabet has it."""

_BEFORE, _DIGITS, _OTHERS = -100.0, -50.0, 1000.0


@lru_cache(maxsize=8192)
def sort_key(text: str, language: str) -> Key:
    """Return what `sorted` orders the words of a language by; capitals do not matter.

    It is remembered, for lists that are shown again and again. Nothing typed is sorted.
    """
    small = _small(text, language)
    ranks, longest = _ranks(language)
    found: list[float] = []
    at = 0
    while at < len(small):
        size = next((n for n in range(longest, 0, -1) if small[at : at + n] in ranks), 0)
        found.append(ranks[small[at : at + size]] if size else _rank(small[at], ranks))
        at += size or 1
    return tuple(found), small


def _small(text: str, language: str) -> str:
    same = str.maketrans(_SAME.get(language, {}))
    return unicodedata.normalize("NFC", text).translate(same).lower()


def _rank(sign: str, ranks: dict[str, float]) -> float:
    """Return the place of a sign that is no letter of the alphabet."""
    if sign.isdigit():
        return _DIGITS + unicodedata.digit(sign, 0)
    if not sign.isalpha():
        return _BEFORE + (not sign.isspace())
    bare = unicodedata.normalize("NFD", sign)[0]
    if bare in ranks:
        return ranks[bare]
    if bare.isascii() and "a" in ranks:
        return max(rank for one, rank in ranks.items() if len(one) == 1 and one <= bare) + 0.5
    return _OTHERS + ord(sign)


@lru_cache(maxsize=64)
def _ranks(language: str) -> tuple[dict[str, float], int]:
    """Return the place of each letter, and of how many signs the longest is."""
    letters = ALPHABETS.get(language, ALPHABETS["en"]).split()
    return {one: float(place) for place, one in enumerate(letters)}, max(map(len, letters))
