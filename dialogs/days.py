"""How each language writes a day in figures. The point after a number belongs to the number."""

import datetime as dt

_USUAL = "{d}.{m}.{y}"

DAYS = {
    "en": _USUAL,
    "sq": _USUAL,
    "bs": "{d}.\u00a0{m}.\u00a0{y}.",
    "hr": "{dd}.\u00a0{mm}.\u00a0{y}.",
    "sr-Latn": "{d}.\u00a0{m}.\u00a0{y}.",
    "sr-Cyrl": "{d}.\u00a0{m}.\u00a0{y}.",
    "cnr": "{d}.\u00a0{m}.\u00a0{y}.",
    "mk": "{d}.{m}.{y}\u202fг.",
    "sl": "{d}.\u00a0{m}.\u00a0{y}",
    "bg": "{d}.{mm}.{y}\u202fг.",
    "ro": "{dd}.{mm}.{y}",
    "tr": "{dd}.{mm}.{y}",
    "uk": "{dd}.{mm}.{y}",
    "ru": "{dd}.{mm}.{y}",
    "be": _USUAL,
    "ka": _USUAL,
    "hy": "{dd}.{mm}.{y}",
    "az": "{dd}.{mm}.{y}",
    "kk": "{dd}.{mm}.{y}",
    "ky": "{dd}.{mm}.{y}",
    "uz-Latn": "{dd}/{mm}/{y}",
    "uz-Cyrl": "{dd}/{mm}/{y}",
    "tg": _USUAL,
    "tk": "{dd}.{mm}.{y}",
    "mn": "{y}.{mm}.{dd}",
    "rom": _USUAL,
}
"""Language to its form, as CLDR has it (`yMd`), but for three. English readers of our rounds are no
Americans, and 5/3 would be read as May by some; CLDR’s Kyrgyz form puts the day before the month
after the year, which nobody writes; Romani is not in CLDR and is written as its neighbours are. The
spaces are such that no line ends within a day."""


def in_figures(date: dt.date, language: str) -> str:
    """Return a date as `language` writes it; day first where we do not know the language."""
    form = DAYS.get(language, _USUAL)
    day, month = date.day, date.month
    return form.format(d=day, dd=f"{day:02}", m=month, mm=f"{month:02}", y=date.year)
