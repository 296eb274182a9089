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


_NEIGHBOURS = {
    "bs": ("hr", "cnr", "sr-Latn", "sr-Cyrl"),
    "cnr": ("sr-Latn", "bs", "hr", "sr-Cyrl"),
    "hr": ("bs", "cnr", "sr-Latn", "sr-Cyrl"),
    "sr": ("cnr", "bs", "hr"),
}
"""What a speaker reads as easily, in the order of likeness; another script comes last.

Nothing else is here on purpose. That somebody who speaks one language also knows another (Russian
beside Kazakh, say) is a guess about a person; the first screen asks instead.
"""

_SAME = {
    "aln": "sq",
    "als": "sq",
    "azj": "az",
    "khk": "mn",
    "me": "cnr",
    "mo": "ro",
    "rmn": "rom",
    "rmy": "rom",
    "sh": "sr",
    "uzn": "uz",
}
"""Other codes of the same languages: those of ISO 639-3, old ones, and what some apps send."""


def nearest(locale: str, among: Iterable[str]) -> str:
    """Return the language of `among` that `locale` asks for, else the first of them.

    The same language and script come first ("sr-Cyrl-RS" finds "sr-Cyrl"), then the same language
    ("sr-RS" finds "sr-Latn"), then one that its speakers read as easily ("hr" finds "sr-Latn").
    The person can choose another in any case.
    """
    tags = tuple(among)
    base, *rest = locale.replace("_", "-").lower().split("-")
    base = _SAME.get(base, base)
    by_tag = {tag.lower(): tag for tag in reversed(tags)}
    same = next((tag for tag in tags if tag.lower().split("-")[0] == base), "")
    scripted = by_tag.get("-".join((base, *rest[:1])), "")
    readable = next((tag for tag in _NEIGHBOURS.get(base, ()) if tag in tags), "")
    return scripted or same or readable or tags[0]
