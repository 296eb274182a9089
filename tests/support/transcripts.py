"""What the phones tell: the responses, as each person saw them in the summary when they pressed
"Send", and how every conversation ended.

Written apart from the engine, the storage and the analysis: it knows the round file as YAML and
the words on the screen, nothing else.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import yaml

from tests.support.datasets import Row

LINE = re.compile(r"^(\d+)\. .*\n→ (.*)$", re.MULTILINE)
SKIPPED = {"skipped", "kapërcyer", "прескокнато", "preskočeno"}
DECLINED = {"rather not say", "nuk dua ta them", "не сакам да кажам", "ne želim da kažem"}
LANGUAGES = {"English": "en", "Shqip": "sq", "Македонски": "mk", "Srpski": "sr-Latn"}
REACHES_THE_BOT = {"said", "tapped", "blocked", "unblocked"}

Event = dict[str, Any]
Way = Literal["finished", "too_young", "declined", "blocked", "stopped", "unfinished"]


def rows_of(transcript: Path, round_file: Path) -> list[Row]:
    """Return one row for each chat that ended in "saved", as `tests.support.naive` counts them."""
    round_ = yaml.safe_load(round_file.read_text("utf-8"))
    return [row for events in _chats(transcript) if (row := _row(events, round_)) is not None]


def participation_of(transcript: Path) -> Counter[str]:
    """Return how many conversations ended in each way, and how many began with a consent.

    Of those who began and those who stopped, also how many in each language: `started:sq`.
    """
    ended = [(way, _tag(events)) for events in _chats(transcript) if (way := _way(events))]
    ways = Counter[str](way for way, _ in ended)
    began = [(way, tag) for way, tag in ended if way not in {"too_young", "declined"}]
    ways["started"] = len(began)
    ways.update(f"started:{tag}" for _, tag in began)
    ways.update(f"stopped:{tag}" for way, tag in began if way == "stopped")
    return ways


def updates_of(transcript: Path) -> int:
    """Return how many updates the phones caused; Telegram tells a bot nothing else."""
    return sum(
        event["what"] in REACHES_THE_BOT
        or (event["what"] == "edited" and not event["message"]["from_bot"])
        for events in _chats(transcript)
        for event in events
    )


def _chats(transcript: Path) -> list[list[Event]]:
    chats: dict[int, list[Event]] = {}
    for line in transcript.read_text("utf-8").splitlines():
        event = json.loads(line)
        chats.setdefault(event["chat_id"], []).append(event)
    return list(chats.values())


def _screens(events: list[Event]) -> list[str]:
    """Return what the bot showed, newest last."""
    return [
        event["message"]["text"]
        for event in events
        if event["what"] in {"shown", "edited"} and event["message"]["from_bot"]
    ]


def _way(events: list[Event]) -> Way | None:
    """Return how a conversation ended; None when it did not come as far as an answer to consent.

    Screens 3 and 4 ask for age and consent. A tap on the consent screen that is not the ✅ and is
    the last of all refuses.
    """
    screens, taps = _screens(events), [e["text"] for e in events if e["what"] == "tapped"]
    agreed = any(text.startswith("✅") for text in taps)
    asked = [screen.partition(" / ")[0] for screen in screens]
    if screens[-1].startswith("✅"):
        return "finished"
    if not agreed:
        return "declined" if "4" in asked else "too_young" if "3" in asked else None
    if any(event["what"] == "blocked" for event in events):
        return "blocked"
    return "stopped" if any(text.startswith("⏹") for text in taps) else "unfinished"


def _tag(events: list[Event]) -> str:
    """Return the language that was chosen last."""
    chosen = [event["text"] for event in events if event["what"] == "tapped"]
    return next((LANGUAGES[text] for text in reversed(chosen) if text in LANGUAGES), "")


def _row(events: list[Event], round_: dict[str, Any]) -> Row | None:
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
