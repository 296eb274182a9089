"""How many steps a second the engine takes on one core, over whole conversations.

Seeded participants hold conversations in all languages of a round: they answer, look back, ask for
help, type, change, pause, and most of them send. Every turn is written down as it would be stored.
Then each is read again and taken once more, and only `advance` is timed, in seconds of this
process. No turn is taken twice, so a cache helps only where it would help in life.
"""

import gc
import random
import time
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
from msgspec import Struct
from rich.console import Console

from bot.scrubbing import scrub
from dialogs import Session, World, advance
from dialogs.events import Commanded, Incoming, Said
from dialogs.prompts import Choice
from dialogs.round import Round
from dialogs.states import MoveName, Phase
from dialogs.taps import decode, encode
from dialogs.transcripts import Case, Chat
from tests.benchmarks import form
from tests.benchmarks.form import Outcome
from tests.support.world import EVERYTHING, EXAMPLE, NOW, TEXTS, world

TARGET = 50_000
ROUNDS = {"our_evenings": EXAMPLE, "everything": EVERYTHING}
MOST_TURNS = 80
OFTEN = frozenset(
    {
        MoveName.SPEAK,
        MoveName.NEXT,
        MoveName.ANSWER_AS,
        MoveName.AGE,
        MoveName.AGREE,
        MoveName.CHOOSE,
        MoveName.DONE,
        MoveName.FORWARD,
        MoveName.SEND,
        MoveName.RESUME,
    }
)


class Turn(Struct, frozen=True):
    """One turn to be taken: the draft as it is stored, what comes in, and where it leads."""

    draft: bytes | None
    incoming: Incoming
    phase: Phase
    at: str


def conversation(round_: Round, seed: int) -> Iterator[Turn]:
    """Yield the turns of one participant."""
    dice = random.Random(seed)
    locale = dice.choice(list(round_.languages))
    chat = Chat(round_, TEXTS, Case(now=NOW.isoformat(), seed=seed, locale=locale), scrub)
    incoming: Incoming = Commanded(name="start", locale=locale)
    for _ in range(MOST_TURNS):
        draft = msgspec.json.encode(chat.stored) if chat.stored else None
        there = chat.meet(incoming).session
        yield Turn(draft, incoming, there.phase, there.at)
        if there.phase in {Phase.SAVED, Phase.STOPPED, Phase.DECLINED, Phase.TOO_YOUNG}:
            return
        incoming = _next(chat, dice, locale)


def _next(chat: Chat, dice: random.Random, locale: str) -> Incoming:
    """Return what a participant does now: mostly go on, sometimes anything else."""
    buttons = [choice for row in chat.prompt.rows for choice in row]
    often = [choice for choice in buttons if choice.move in OFTEN]
    fate = dice.random()
    if chat.drawn.kept and (fate < 0.05 or (chat.prompt.typing and fate < 0.7)):
        text = dice.choice(["2", "30", "The park is dark.", "Премногу е гласно.", "Po"])
        return Said(text=text, locale=locale)
    choice = dice.choice(often if often and fate < 0.85 else buttons)
    return _tap(chat, choice, locale)


def _tap(chat: Chat, choice: Choice, locale: str) -> Incoming:
    tapped = decode(encode(chat.drawn, choice), locale=locale)
    assert tapped is not None
    return tapped


def timed(round_: Round, turns: Sequence[Turn], around: World) -> tuple[float, int]:
    """Take all turns; return the seconds that took, and how many led somewhere else."""
    ready = [(_read(turn.draft), turn.incoming) for turn in turns]
    gc.collect()
    gc.freeze()  # what was recorded is ours, and not for the engine to sweep again and again
    began = time.process_time()
    places = [_place(advance(round_, one, incoming, around).session) for one, incoming in ready]
    seconds = time.process_time() - began
    gc.unfreeze()
    wrong = [turn for turn, place in zip(turns, places, strict=True) if place != _end_of(turn)]
    return seconds, len(wrong)


def _end_of(turn: Turn) -> tuple[Phase, str]:
    return turn.phase, turn.at


def _read(draft: bytes | None) -> Session | None:
    return msgspec.json.decode(draft, type=Session) if draft else None


def _place(session: Session) -> tuple[Phase, str]:
    return session.phase, session.at


def row(name: str, conversations: int, progress: Console) -> dict[str, str | int]:
    """Measure one round."""
    round_ = ROUNDS[name]
    progress.print(f"{name}: recording {conversations} conversations")
    turns = [turn for seed in range(conversations) for turn in conversation(round_, seed)]
    progress.print(f"{name}: taking {len(turns)} turns")
    around = msgspec.structs.replace(world(), consent_age=18)
    warm_up = list(islice(turns, len(turns) // 10))
    timed(round_, warm_up, around)
    measured = turns[len(warm_up) :]
    seconds, wrong = timed(round_, measured, around)
    return {
        "round": name,
        "languages": len(round_.languages),
        "conversations": conversations,
        "steps": len(measured),
        "steps_per_s": round(len(measured) / seconds),
        "wrong": wrong,
    }


def measure(quick: bool, progress: Console) -> Outcome:
    """Measure both rounds; the figures are those of the example round."""
    rows = [row(name, 300 if quick else 3000, progress) for name in ROUNDS]
    wrong = sum(int(each["wrong"]) for each in rows)
    table = form.table_of(
        f"Engine alone, one core (wanted: {TARGET} steps/s)",
        list(rows[0]),
        [[str(value) for value in each.values()] for each in rows],
    )
    broken = [f"{wrong} steps led somewhere else than when they were recorded."] if wrong else []
    return Outcome(table, {**rows[0], "target": TARGET, "wrong": wrong}, broken)


if __name__ == "__main__":
    form.main(measure)
