"""Responses read off the phones: what each person saw in the summary when they pressed "Send".

Written apart from the engine, the storage and the analysis: it knows the round file as YAML and
the words on the screen, nothing else.
"""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from tests.support.datasets import Row

LINE = re.compile(r"^(\d+)\. .*\n→ (.*)$", re.MULTILINE)
SKIPPED = {"skipped", "kapërcyer", "прескокнато", "preskočeno"}
DECLINED = {"rather not say", "nuk dua ta them", "не сакам да кажам", "ne želim da kažem"}


def rows_of(transcript: Path, round_file: Path) -> list[Row]:
    """Return one row for each chat that ended in "saved", as `tests.support.naive` counts them."""
    round_ = yaml.safe_load(round_file.read_text("utf-8"))
    chats: dict[int, list[dict[str, Any]]] = {}
    for line in transcript.read_text("utf-8").splitlines():
        event = json.loads(line)
        chats.setdefault(event["chat_id"], []).append(event)
    return [row for events in chats.values() if (row := _row(events, round_)) is not None]


def _row(events: list[dict[str, Any]], round_: dict[str, Any]) -> Row | None:
    """Walk through one chat as its person saw it."""
    screen, age, row = "", "", None
    for event in events:
        text = event.get("text", "")
        if event["what"] in {"shown", "edited"} and event["message"]["from_bot"]:
            screen = event["message"]["text"]
        elif event["what"] == "tapped" and screen.startswith("3 / ") and text[:2].isdecimal():
            age = band(int(text[:2]), round_)
        elif event["what"] == "tapped" and text.startswith("📨"):
            row = answers(screen, age, round_)
    return row if row and screen.startswith("✅") else None


def band(age: int, round_: dict[str, Any]) -> str:
    """Return the id of the age band of an age."""
    for band in round_["age_bands"]:
        if band["least"] <= age <= band.get("most", 999):
            return str(band["id"])
    return ""


def answers(summary: str, age: str, round_: dict[str, Any]) -> Row:
    """Return the answers that a summary shows, in any language of the round."""
    language = _language(summary, round_)
    row: Row = {"language": language, "language__outcome": "answered"}
    row |= {"age": age, "age__outcome": "answered"}
    lines = LINE.findall(summary)
    assert len(lines) == len(round_["questions"]), summary
    for (_, words), question in zip(lines, round_["questions"], strict=True):
        name = question["id"]
        if words in SKIPPED or words in DECLINED:
            row[name] = None
            row[f"{name}__outcome"] = "skipped" if words in SKIPPED else "declined"
        else:
            row[name] = _value(question, words, language)
            row[f"{name}__outcome"] = "answered"
    return row


def _language(summary: str, round_: dict[str, Any]) -> str:
    texts: dict[str, str] = round_["questions"][0]["text"]
    return next(tag for tag, text in texts.items() if f"1. {text}" in summary)


def _value(question: dict[str, Any], words: str, language: str) -> str | int | list[str]:
    options = {o["label"][language]: o["id"] for o in question.get("options", [])}
    match question["kind"]:
        case "pick_one":
            return str(options[words])
        case "scale":
            return int(words.split(" / ", maxsplit=1)[0])
        case "pick_many":
            return [options[label] for label in words.split(", ")]
        case "ranking":
            return [options[part.split(". ", 1)[1]] for part in words.split(", ")]
    return words
