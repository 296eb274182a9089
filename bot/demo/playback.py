"""A page that plays one chat over time, as it looked on the phone at each step."""

from html import escape
from importlib.resources import files
from pathlib import Path

import msgspec

from bot.practice import Transcript
from bot.practice.people import Person
from dialogs.languages import OWN_NAMES
from dialogs.round import Round

PAGE = files("bot.demo") / "chat.html"


def write(path: Path, transcript: Transcript, person: Person, round_: Round) -> None:
    """Write the chat of one simulated person as one page that needs nothing else."""
    language = person.persona.language
    frames = msgspec.json.encode(transcript.frames(person.chat)).decode()
    page = PAGE.read_text(encoding="utf-8")
    for name, value in (
        ("LANGUAGE", escape(language)),
        ("SPOKEN", escape(OWN_NAMES[language])),
        ("TITLE", escape(round_.public_label[language])),
        ("FRAMES", frames.replace("<", "\\u003c")),
    ):
        page = page.replace(f"%{name}%", value)
    path.write_text(page, encoding="utf-8")
