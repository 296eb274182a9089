"""A short round in four scripts: Latin, Cyrillic, Georgian and Armenian."""

from typing import Any

from dialogs.languages import OWN_NAMES
from dialogs.round import Round
from tests.support.small_rounds import FRAME, SAID, small_round

NAMES = {tag: OWN_NAMES[tag] for tag in ("en", "mk", "ka", "hy")}
EVENINGS = {"en": "Evenings", "mk": "Вечери", "ka": "საღამოები", "hy": "Երեկոներ"}
WHERE = {"en": "Where?", "mk": "Каде?", "ka": "სად?", "hy": "Որտե՞ղ:"}
WHAT = {"en": "What helps?", "mk": "Што помага?", "ka": "რა გვეხმარება?", "hy": "Ի՞նչն է օգնում:"}
SAFE = {"en": "How safe is it?", "mk": "Колку е безбедно?", "ka": "რამდენად უსაფრთხოა?"}
SAFE["hy"] = "Որքա՞ն անվտանգ է:"
MORE = {"en": "What else?", "mk": "Што друго?", "ka": "კიდევ რა?", "hy": "Էլ ի՞նչ:"}
PLACE = {"en": "Square", "mk": "Плоштад", "ka": "მოედანი", "hy": "Հրապարակ"}
LAMPS = {"en": "Lamps", "mk": "Светилки", "ka": "ლამპები", "hy": "Լամպեր"}
BUSES = {"en": "Buses", "mk": "Автобуси", "ka": "ავტობუსები", "hy": "Ավտոբուսներ"}
WORDS = {
    "en": "It is <dark> & quiet here.",
    "mk": "Овде е <темно> & тивко.",
    "ka": "აქ <ბნელა> & სიჩუმეა.",
    "hy": "Այստեղ <մութ> & լուռ է։",
}


def four_scripts() -> Round:
    """Return the round: a list of several pages, one with marks, a scale, and own words."""
    places = [{"id": f"p{n}", "label": _numbered(PLACE, n)} for n in range(1, 21)]
    helps = [{"id": "lamps", "label": LAMPS}, {"id": "buses", "label": BUSES}]
    frame = {name: _in_all(value) for name, value in FRAME.items()}
    frame["languages"] = dict.fromkeys(NAMES, "drafted")
    frame["consent"] = {"version": dict.fromkeys(NAMES, 1), "text": EVENINGS}
    return small_round(
        {"kind": "pick_one", "id": "place", "text": WHERE, "options": places, "places": True},
        {"kind": "pick_many", "id": "helps", "text": WHAT, "options": helps},
        {"kind": "scale", "id": "safe", "points": 5, "text": SAFE, "low": MORE, "high": MORE},
        {"kind": "free_text", "id": "more", "text": MORE},
        **frame,
    )


def _numbered(label: dict[str, str], number: int) -> dict[str, str]:
    return {tag: f"{word} {number}" for tag, word in label.items()}


def _in_all(value: Any) -> Any:  # noqa: ANN401 - as in YAML
    if value == SAID:
        return EVENINGS
    if isinstance(value, dict):
        return {name: _in_all(each) for name, each in value.items()}
    return [_in_all(each) for each in value] if isinstance(value, list) else value
