"""Honest people and three kinds of attackers, each response sealed by the engine's own "Send".

The honest are the simulated young people of the practice server, with long texts of their own and,
some of them, a letter that they all copied. The attackers come through the open link:

- bots that answer at random, faster than anybody reads;
- one student with a script that waits like a person: a long text with slight edits, always the same
  opinions, and a person made up anew each time;
- people who were told to tap the first answer everywhere, some of them fast.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from bot.practice.personas import DECLINES, Persona, Wish, make_personas
from dialogs import advance
from dialogs.answers import DECLINED, SKIPPED, Answer, answered
from dialogs.events import Keep, Move, Tapped
from dialogs.questions import AnyQuestion, PickMany, Ranking
from dialogs.questions.base import Measure
from dialogs.round import Invitation, Round
from dialogs.session import FORMAT, Response, Session
from dialogs.speed import grain
from dialogs.states import MoveName, Phase
from dialogs.version import version_of
from tests.support.world import EXAMPLE, NOW, world

ROUND = replace(EXAMPLE, practice=False, invitation=Invitation.BOTH)
_TICKET = "an invented ticket"
_SLOW = 150.0
_LETTER = (
    "Dear council, we, the pupils of the school by the river, ask you for a night bus on Fridays"
    " and Saturdays, because our parents cannot always fetch us and walking home is not safe."
)
_PASTED = (
    "The town must not spend a single coin on street lamps while the concert hall is still closed;"
    " everybody in my street thinks so and the council has been told many times already."
)
_OPINIONS = {
    "way_home": answered("lift"),
    "better": answered(("events",)),
    "safe": answered(5),
    "first": answered(("concerts", "pitches", "open_house")),
}


class Who(StrEnum):
    """Who sent a response."""

    INVITED = "honest, with a code"
    OPEN = "honest, through the open link"
    RANDOM = "random and fast bots"
    STUDENT = "one student's script"
    STRAIGHT = "organised straight-liners"


def sent(
    answers: dict[str, Answer],
    *,
    seconds: float,
    language: str = "en",
    age: str = "15_17",
    invited: bool = False,
    round_: Round = ROUND,
) -> Response:
    """Return what the engine seals when somebody sends these answers after so many seconds."""
    there = Session(
        format=FORMAT,
        version=version_of(round_),
        language=language,
        phase=Phase.REVIEW,
        reviewed=True,
        age=age,
        ticket=_TICKET if invited else "",
        nonce="abc",
        code="7K2M-9QXR-4TBC",
        answers=answers,
        began=grain(NOW),
    )
    tap = Tapped(move=Move(MoveName.SEND), nonce=there.nonce, step=there.step)
    step = advance(round_, there, tap, world(now=NOW + dt.timedelta(seconds=seconds)))
    return next(one.response for one in step.effects if isinstance(one, Keep))


def honest(count: int, *, seed: int = 1) -> Iterator[tuple[Who, Response]]:
    """Yield `count` honest responses, half of them by invitation."""
    personas = make_personas(ROUND, 2 * count, seed=seed, evening=60)
    old_enough = [one for one in personas if ROUND.band_of(one.age)][:count]
    for number, persona in enumerate(old_enough):
        invited = number % 2 == 0
        yield Who.INVITED if invited else Who.OPEN, _honest(persona, number, invited=invited)


def attackers(count: int, *, seed: int = 1) -> Iterator[tuple[Who, Response]]:
    """Yield the responses of `count` accounts, a third of each kind."""
    dice = random.Random(seed)
    kinds: list[tuple[Who, Callable[[random.Random], Response]]] = [
        (Who.RANDOM, _at_random),
        (Who.STUDENT, _student),
        (Who.STRAIGHT, _straight),
    ]
    for number in range(count):
        who, make = kinds[number % len(kinds)]
        yield who, make(dice)


def content(response: Response) -> bytes:
    """Return a response as it is sealed."""
    return msgspec.json.encode(response)


def _honest(persona: Persona, number: int, *, invited: bool) -> Response:
    band = ROUND.band_of(persona.age)
    assert band is not None
    answers = {one.id: _as_wished(persona.wishes[one.id]) for one in ROUND.questions}
    text = next(one.id for one in ROUND.questions if one.measure is Measure.TEXT)
    if number % 4 == 0:
        answers[text] = answered(_own_words(persona))
    elif number % 7 == 0:
        answers[text] = answered(_LETTER)
    return sent(
        answers,
        seconds=persona.pace * len(answers),
        language=persona.language,
        age=band.id,
        invited=invited,
    )


def _as_wished(wish: Wish) -> Answer:
    if wish is None:
        return SKIPPED
    if wish == DECLINES:
        return DECLINED
    return answered(tuple(map(str, wish)) if isinstance(wish, tuple) else wish)


def _own_words(persona: Persona) -> str:
    """Return a long text that nobody else writes, of the words of the round's questions."""
    dice = random.Random(persona.number)
    known = " ".join(one.text[persona.language] for one in ROUND.questions).split()
    return " ".join(dice.choices(known, k=dice.randint(14, 30)))


def _at_random(dice: random.Random) -> Response:
    answers = {one.id: _any(one, dice) for one in ROUND.questions}
    return sent(answers, seconds=dice.uniform(1, 6), language=_language(dice), age=_age(dice))


def _student(dice: random.Random) -> Response:
    answers = {one.id: _any(one, dice) for one in ROUND.questions} | _OPINIONS
    answers["own_words"] = answered(_edited(_PASTED, dice))
    return sent(answers, seconds=dice.uniform(60, 280), language=_language(dice), age=_age(dice))


def _straight(dice: random.Random) -> Response:
    answers = {one.id: _first(one) for one in ROUND.questions}
    return sent(
        answers, seconds=dice.choice([5.0, _SLOW, _SLOW]), language=_language(dice), age=_age(dice)
    )


def _language(dice: random.Random) -> str:
    return dice.choice(list(ROUND.languages))


def _age(dice: random.Random) -> str:
    return dice.choice([band.id for band in ROUND.age_bands])


def _any(question: AnyQuestion, dice: random.Random) -> Answer:
    levels = [level.id for level in question.levels()]
    match question.measure:
        case Measure.ONE:
            return answered(dice.choice(levels))
        case Measure.SCALE:
            return answered(int(dice.choice(levels)))
        case Measure.MANY | Measure.ORDER:
            return answered(tuple(dice.sample(levels, _several(question))))
    return SKIPPED


def _first(question: AnyQuestion) -> Answer:
    levels = [level.id for level in question.levels()]
    match question.measure:
        case Measure.ONE:
            return answered(levels[0])
        case Measure.SCALE:
            return answered(int(levels[0]))
        case Measure.MANY | Measure.ORDER:
            return answered(tuple(levels[: _several(question)]))
    return SKIPPED


def _several(question: AnyQuestion) -> int:
    match question:
        case PickMany():
            return question.least or 1
        case Ranking():
            return question.length
    return 1


def _edited(text: str, dice: random.Random) -> str:
    """Return a text with one to three of its words replaced, and other capitals."""
    words = text.split()
    for _ in range(dice.randint(1, 3)):
        words[dice.randrange(len(words))] = dice.choice(["really", "clearly", "today", "indeed"])
    edited = " ".join(words)
    return edited.upper() if dice.random() < 0.2 else edited
