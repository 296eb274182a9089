"""Rounds made of a few questions: everything around them is there, in two scripts, and short."""

from typing import Any

import msgspec

from dialogs.round import Round
from dialogs.shape import findings

SAID = {"en": "Something.", "mk": "Нешто."}
FRAME: dict[str, Any] = {
    "id": "small",
    "practice": True,
    "internal_label": "Small",
    "public_label": SAID,
    "languages": {"en": "drafted", "mk": "drafted"},
    "countries": ["MK"],
    "purpose": SAID,
    "organiser": {"name": SAID, "funder": SAID, "contact": "union@example.org"},
    "addressee": {
        "body": SAID,
        "role": SAID,
        "stage": "design",
        "decision": SAID,
        "decision_date": "2027-02-15",
        "reply_date": "2027-03-01",
    },
    "opens": "2026-11-09",
    "closes": "2026-11-22",
    "age_bands": [
        {"id": "b1", "least": 12, "most": 14},
        {"id": "b2", "least": 15, "most": 17},
        {"id": "b3", "least": 18},
    ],
    "consent": {"version": {"en": 1, "mk": 2}, "text": SAID},
    "help_lines": [{"name": SAID, "number": "0800 1", "hours": SAID, "source": "invented"}],
    "publication": {"breakdowns": ["age"]},
}


def small_round(*questions: dict[str, Any], **but: Any) -> Round:  # noqa: ANN401 - as in YAML
    """Return a valid round of these questions; `but` says what is not as usual.

    A question without a `text` says something; options may be named by their ids alone.
    """
    values = {**FRAME, "questions": [_whole(one) for one in questions], **but}
    round_ = msgspec.convert(values, Round)
    assert list(findings(round_)) == []
    return round_


def _whole(question: dict[str, Any]) -> dict[str, Any]:
    options = [_option(one) for one in question.get("options", ())]
    return {"text": SAID, **question, **({"options": options} if options else {})}


def _option(option: dict[str, Any] | str) -> dict[str, Any]:
    named = {"id": option} if isinstance(option, str) else option
    return {"label": {"en": named["id"], "mk": named["id"]}, **named}
