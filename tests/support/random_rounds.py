"""Random rounds that are valid: every kind, every option, conditions, filters, long lists."""

from typing import Any

from hypothesis import strategies as st

from dialogs.questions import KINDS
from dialogs.round import Round
from tests.support.small_rounds import FRAME, small_round

Values = dict[str, Any]
Draw = st.DrawFn

_WORDS = (
    ("Yes", "Да"),
    ("2", "2"),
    ("Stop", "Стоп"),
    ("By bus", "Со автобус"),
    ("Somewhere, but rather far away from here", "Некаде, но прилично далеку одовде"),
    ("🎈🎈🎈", "🎈🎈🎈"),
    ("a", "а"),
)


def text(draw: Draw) -> Values:
    """Draw a text in both languages."""
    english, macedonian = draw(st.sampled_from(_WORDS))
    return {"en": english, "mk": macedonian}


@st.composite
def rounds(draw: Draw) -> Round:
    """Draw a valid round of 1 to 12 questions."""
    questions: list[Values] = []
    for _ in range(draw(st.integers(1, 12))):
        questions.append(_question(draw, questions))
    questions[draw(st.integers(0, len(questions) - 1))].pop("show_if", None)
    if all(question["kind"] == "info" for question in questions):
        questions.append({"kind": "free_text", "id": "asked"})
    words = any(each["kind"] == "free_text" for each in questions)
    quotes = {"quotes": True} if words and draw(st.booleans()) else {}
    return small_round(*questions, **_frame(draw), **quotes)


def _frame(draw: Draw) -> Values:
    languages = ["en", "mk"] if draw(st.booleans()) else ["mk", "en"]
    return {
        "invitation": draw(st.sampled_from(["open", "open", "code", "both", "shared_phone"])),
        "hear_organisations": draw(st.booleans()),
        "languages": dict.fromkeys(languages, "drafted"),
        "consent": {**FRAME["consent"], **_consent(draw)},
    }


def _consent(draw: Draw) -> Values:
    made: Values = {}
    if draw(st.booleans()):
        options = [{"id": name, "label": text(draw)} for name in ("kept", "erased")]
        made["check"] = {"text": text(draw), "options": options, "right": "erased"}
    rule = draw(st.sampled_from([None, "assent", "code"]))
    if rule:
        made["guardians"] = {"rule": rule, "text": text(draw)}
    return made


def _question(draw: Draw, earlier: list[Values]) -> Values:
    kind = draw(st.sampled_from(sorted(KINDS)))
    question = {"kind": kind, "id": f"q{len(earlier)}", "text": text(draw)}
    question |= _MAKERS[kind](draw, earlier)
    question |= draw(st.sampled_from([{}, {}, {"may_decline": True}, {"required": True}]))
    if draw(st.booleans()):
        question["show_if"] = _condition(draw, earlier, depth=2)
    return question


def _options(draw: Draw, earlier: list[Values], *, least: int = 2, most: int = 5) -> Values:
    options: list[Values] = [
        {"id": f"o{i}", "label": text(draw), "anchored": i == 1}
        for i in range(draw(st.integers(least, most)))
    ]
    orders: tuple[Values, ...] = ({"random_order": True}, {"sort": "alphabet"}, {})
    order = draw(st.sampled_from(orders))
    made: Values = {"options": options, **order}
    filtered = draw(st.booleans())
    sources = [one for one in earlier if "options" in one]
    if sources and filtered:
        source = draw(st.sampled_from(sources))
        made["filter_by"] = source["id"]
        names = [option["id"] for option in source["options"]]
        for option in options:
            belongs: list[list[str]] = [[], names[:1], names[1:], names[-1:]]
            option["belongs_to"] = draw(st.sampled_from(belongs))
    return made


def _pick_one(draw: Draw, earlier: list[Values]) -> Values:
    if draw(st.integers(0, 4)) == 0:
        count = draw(st.sampled_from([13, 40, 300]))
        labels = [f"{_WORDS[i % len(_WORDS)][0]} {i}" for i in range(count)]
        options = [
            {"id": f"o{i}", "label": {"en": label, "mk": f"Место {label}"}}
            for i, label in enumerate(labels)
        ]
        return {"places": True, "options": options}
    return _with_other(draw, _with_wider(draw, _options(draw, earlier)))


def _with_wider(draw: Draw, made: Values) -> Values:
    ids = [option["id"] for option in made["options"]]
    if len(ids) < 3 or draw(st.booleans()):
        return made
    of = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=len(ids) - 1, unique=True))
    return {**made, "breakdown": True, "wider": [{"id": "wide", "label": text(draw), "of": of}]}


def _pick_many(draw: Draw, earlier: list[Values]) -> Values:
    made = _with_other(draw, _options(draw, earlier))
    count = len(made["options"])
    made["options"][0]["exclusive"] = draw(st.booleans())
    most = draw(st.integers(1, count))
    return {**made, "most": most, "least": draw(st.integers(1, most))}


def _with_other(draw: Draw, made: Values) -> Values:
    made["options"][-1]["other"] = draw(st.booleans())
    return made


def _ranking(draw: Draw, earlier: list[Values]) -> Values:
    made = _options(draw, earlier)
    places = draw(st.none() | st.integers(2, len(made["options"])))
    return {**made, "places": places}


def _points(draw: Draw, earlier: list[Values]) -> Values:
    step = draw(st.sampled_from([1, 10]))
    return {**_options(draw, earlier), "step": step, "total": step * draw(st.integers(1, 5))}


def _scale(draw: Draw, _: list[Values]) -> Values:
    points = draw(st.integers(3, 11))
    middle = {"middle": text(draw)} if points % 2 else {}
    first = draw(st.integers(0, 1))
    return {"low": text(draw), "high": text(draw), "points": points, "first": first, **middle}


def _number(draw: Draw, _: list[Values]) -> Values:
    least = draw(st.integers(-5, 5))
    return {
        "least": least,
        "most": least + draw(st.integers(1, 40)),
        "decimals": draw(st.integers(0, 1)),
        **draw(st.sampled_from([{}, {"unit": {"en": "km", "mk": "км"}}])),
    }


def _date_part(draw: Draw, _: list[Values]) -> Values:
    if draw(st.booleans()):
        return {"precision": "year", "earliest": 2020}
    return {"earliest": "2024-11", "latest": draw(st.sampled_from([None, "2025-02", 2026]))}


def _free_text(draw: Draw, _: list[Values]) -> Values:
    return {"limit": draw(st.sampled_from([20, 1500]))}


def _statements(draw: Draw, _: list[Values]) -> Values:
    seeds = [{"id": f"s{i}", "text": text(draw)} for i in range(draw(st.integers(1, 4)))]
    return {"seeds": seeds, "most": draw(st.integers(1, 4)), "own": draw(st.integers(0, 2))}


def _info(draw: Draw, _: list[Values]) -> Values:
    return draw(st.sampled_from([{}, {"body": {"en": "Read.", "mk": "Прочитај."}}]))


_MAKERS = {
    "pick_one": _pick_one,
    "pick_many": _pick_many,
    "ranking": _ranking,
    "points": _points,
    "scale": _scale,
    "number": _number,
    "date_part": _date_part,
    "free_text": _free_text,
    "statements": _statements,
    "info": _info,
}


def _condition(draw: Draw, earlier: list[Values], *, depth: int) -> Values:
    form = draw(st.sampled_from(["one", "one", "all", "any", "not"])) if depth else "one"
    if form == "one":
        return _comparison(draw, earlier)
    if form == "not":
        return {"not": _condition(draw, earlier, depth=depth - 1)}
    return {form: [_condition(draw, earlier, depth=depth - 1) for _ in range(2)]}


def _comparison(draw: Draw, earlier: list[Values]) -> Values:
    asked = draw(st.sampled_from([None, *earlier])) if earlier else None
    if asked is None:
        return draw(st.sampled_from(_FACTS))
    name = asked["id"]
    options = [option["id"] for option in asked.get("options", ())]
    match asked["kind"]:
        case "pick_one":
            how = draw(st.sampled_from(["is", "is_not"]))
            return {"question": name, how: draw(st.sampled_from(options))}
        case "pick_many" | "ranking" | "points":
            return {"question": name, "includes": draw(st.sampled_from(options))}
        case "scale" | "number":
            how = draw(st.sampled_from(["at_least", "at_most"]))
            return {"question": name, how: draw(st.integers(-3, 10))}
        case "date_part":
            return {"question": name, "at_least": draw(st.sampled_from(["2025", "2025-01"]))}
    return {"question": name, "answered": draw(st.booleans())}


_FACTS: list[Values] = [
    {"question": "age", "is": "b1"},
    {"question": "age", "at_least": 15},
    {"question": "language", "is": "mk"},
    {"question": "language", "is_not": "mk"},
    {"question": "respondent", "is": "person"},
]
