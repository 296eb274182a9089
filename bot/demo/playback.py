"""A page that plays one chat in each language over time, as it looked on the phone at each step."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import msgspec

from admin.fonts import faces
from bot.practice import Transcript
from bot.practice.people import Fate, Person
from bot.practice.transcript import Frame, Toasted
from dialogs.languages import OWN_NAMES
from dialogs.round import Review, Round

PAGE = files("bot.demo") / "chat.html"


class Chat(msgspec.Struct, frozen=True):
    """One chat, as the page reads it; `draft` when no speaker has confirmed the round's wording."""

    language: str
    spoken: str
    title: str
    draft: bool
    frames: list[Frame]


def write(path: Path, transcript: Transcript, people: Sequence[Person], round_: Round) -> None:
    """Write the most telling chat of each language as one page that needs nothing else."""
    chats = [
        Chat(
            language=person.persona.language,
            spoken=OWN_NAMES[person.persona.language],
            title=round_.public_label[person.persona.language],
            draft=round_.languages[person.persona.language] is Review.DRAFTED,
            frames=_seen(transcript, person),
        )
        for person in _most_telling(people, round_)
    ]
    data = msgspec.json.encode(chats).decode().replace("<", "\\u003c")
    page = PAGE.read_text(encoding="utf-8").replace("/*FONTS*/", faces(data), 1)
    path.write_text(page.replace("%CHATS%", data), encoding="utf-8")


def _most_telling(people: Sequence[Person], round_: Round) -> Iterator[Person]:
    """Yield, for each language spoken, who finished and did many different things on the way."""
    for language in round_.languages:
        speakers = [each for each in people if each.persona.language == language]
        finished = [each for each in speakers if each.fate is Fate.FINISHED]
        if speakers:
            yield max(finished or speakers, key=lambda each: len(each.persona.habits))


def _seen(transcript: Transcript, person: Person) -> list[Frame]:
    """Return the steps that could be seen: an empty toast only ends a waiting sign."""
    frames = transcript.frames(person.chat)
    return [
        frame for frame in frames if not (isinstance(frame.event, Toasted) and not frame.event.text)
    ]
