"""The languages' own names, and the round's language nearest to what an app reports."""

from collections.abc import Iterable

OWN_NAMES = {
    "en": "English",
    "sq": "Shqip",
    "bs": "Bosanski",
    "hr": "Hrvatski",
    "sr-Latn": "Srpski",
    "sr-Cyrl": "Српски",
    "cnr": "Crnogorski",
    "mk": "Македонски",
    "sl": "Slovenščina",
    "bg": "Български",
    "ro": "Română",
    "tr": "Türkçe",
    "uk": "Українська",
    "ru": "Русский",
    "be": "Беларуская",
    "ka": "ქართული",
    "hy": "Հայերեն",
    "az": "Azərbaycanca",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "uz-Latn": "Oʻzbekcha",
    "uz-Cyrl": "Ўзбекча",
    "tg": "Тоҷикӣ",
    "tk": "Türkmençe",
    "mn": "Монгол",
    "rom": "Romani čhib",
}
"""Each language as its speakers call it, in the script in which we write it."""


def nearest(locale: str, among: Iterable[str]) -> str:
    """Return the language of `among` that `locale` asks for, else the first of them.

    "sr-RS" finds "sr-Latn": the language counts, then the person can choose another.
    """
    tags = tuple(among)
    base = locale.lower().replace("_", "-").split("-")[0]
    return next((tag for tag in tags if tag.lower().split("-")[0] == base), tags[0])
