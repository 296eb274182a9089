"""Who takes part where every language is to be heard: first one person of each, to the end."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from bot.practice.personas import WORDS, Habit, Persona, Wish
from dialogs.questions import FreeText
from dialogs.round import Round

STAYS = frozenset({Habit.GOES_BACK, Habit.CHANGES, Habit.SENDS_STICKER})
"""What these do besides answering: all of it can be seen in the chat, and they finish."""


def one_of_each(personas: Iterable[Persona], round_: Round) -> Iterator[Persona]:
    """Yield all people; the first ones each speak a language of the round, and finish."""
    languages = iter(round_.languages)
    for persona in personas:
        language = next(languages, None)
        yield persona if language is None else _speaker(persona, language, round_)


def _speaker(persona: Persona, language: str, round_: Round) -> Persona:
    wishes = {one.id: _wish(persona, one.id, language, round_) for one in round_.questions}
    age = max(persona.age, round_.minimum_age)
    return replace(persona, language=language, age=age, wishes=wishes, habits=STAYS)


def _wish(persona: Persona, question: str, language: str, round_: Round) -> Wish:
    """Return the person's wish; a text is in their language."""
    if isinstance(round_.question(question), FreeText):
        return WORDS[language][0]
    return persona.wishes[question]
