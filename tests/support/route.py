"""One person's way through the practice round `our_park`, in any language of the interface.

The way is the same in each: the words on the buttons are looked up, as the person would read them.
"""

from collections.abc import Iterator
from importlib.resources import as_file, files

from msgspec.structs import replace

from bot.cli.files import read_round
from bot.practice.personas import WORDS
from bot.scrubbing import scrub
from dialogs.events import Media
from dialogs.languages import OWN_NAMES
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.texts import Speaker
from dialogs.transcripts import Case, Chat, Turn, take
from tests.support.world import TEXTS


def _read() -> Round:
    with as_file(files("dialogs") / "rounds") as folder:
        return read_round(folder / "our_park.yaml")


PARK = _read()
"""The practice round in every language."""

NEXT_PAGE = "▶"


def conversation(language: str) -> Case:
    """Return the whole conversation, from the first command to the answers taken back."""
    case = Case(
        about="From the first screen to the answers taken back, by somebody of 13.",
        round="../../../../dialogs/rounds/our_park.yaml",
        now="2026-11-10T17:00:00+00:00",
        seed=7,
    )
    chat = Chat(PARK, TEXTS, case, scrub)
    return replace(case, turns=tuple(take(chat, turn) for turn in _way(language, chat)))


def _way(language: str, chat: Chat) -> Iterator[Turn]:
    say = TEXTS.speaker(language)
    yield from _beginning(language, say, chat)
    yield from _choosing(language, say)
    yield from _going_back(say)
    yield from _typing(language, say)
    yield from _sending(say)


def _beginning(language: str, say: Speaker, chat: Chat) -> Iterator[Turn]:
    """Choose the language, read all that is kept, tell the age, agree."""
    yield Turn(command="start")
    yield Turn(tap=OWN_NAMES[language])
    yield Turn(tap=say("🔒 Tell me more"))
    while any(choice.text == NEXT_PAGE for row in chat.prompt.rows for choice in row):
        yield Turn(tap=NEXT_PAGE)
    yield Turn(tap=say("⬅ Back"))
    yield Turn(tap=say("Go on ➡"))
    yield Turn(tap="13")
    yield Turn(tap=say("Go on ➡"))
    yield Turn(tap=say("✅ Yes, I take part"))


def _choosing(language: str, say: Speaker) -> Iterator[Turn]:
    """Speak instead of tapping, answer, and choose more than may be chosen."""
    yield Turn(send=Media.VOICE)
    yield Turn(tap=_button("place", "hill", language))
    for option in ("lamps", "pitch", "trees"):
        yield Turn(tap=f"☐ {_button('missing', option, language)}")
    yield Turn(tap=say("✔ Done"))


def _going_back(say: Speaker) -> Iterator[Turn]:
    """Look at the help lines, go back one question and on again, skip."""
    yield Turn(tap=say("🆘 Help"))
    yield Turn(tap=say("⬅ Back to the question"))
    yield Turn(tap=say("⬅ Back"))
    yield Turn(tap=say("Keep and go on ➡"))
    yield Turn(tap=say("Skip ➡"))


def _typing(language: str, say: Speaker) -> Iterator[Turn]:
    """Type a number that is too high, then another; put in order, and undo; write."""
    yield Turn(say="999")
    yield Turn(say="15")
    yield Turn(tap=_button("first", "music", language))
    yield Turn(tap=say("↩ Undo"))
    yield Turn(tap=_button("first", "clean", language))
    yield Turn(tap=_button("first", "open_late", language))
    yield Turn(tap=say("✔ Done"))
    yield Turn(say=WORDS[language][0])


def _sending(say: Speaker) -> Iterator[Turn]:
    """Change an answer in the review, send, and take everything back."""
    yield Turn(tap="✎ 3")
    yield Turn(tap=say("Rather not say"))
    yield Turn(tap=say("📨 Send my answers"))
    yield Turn(tap=say("Take back my answers"))
    yield Turn(tap=say("Yes, take them back"))


def _button(question: str, option: str, language: str) -> str:
    asked = PARK.question(question)
    found = asked.option(option) if isinstance(asked, WithOptions) else None
    assert found is not None
    return found.button(language)
