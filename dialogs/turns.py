"""What every move is made with: the shape of its outcome, and how a question is opened."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from dialogs.events import Effect, Expose
from dialogs.path import path
from dialogs.questions import AnyQuestion
from dialogs.questions.base import Asking
from dialogs.round import Round
from dialogs.round_words import words_of
from dialogs.session import Session
from dialogs.states import Phase
from dialogs.world import World

Turn = tuple[Session, tuple[Effect, ...]]
"""Where the conversation stands now, and what else happened."""

Make = Callable[[Round, Session, str, World], Turn]
"""A move: takes (round, session, argument, world)."""


def asking(round_: Round, session: Session, question: AnyQuestion, world: World) -> Asking:
    """Return what is known while `question` is open.

    An answer that no longer fits is as if it had not been given, here as everywhere.
    """
    given = path(round_, session).given
    return Asking(
        say=world.texts.speaker(session.language),
        scrub=scrubber(round_, session, world),
        answer=given.get(question.id),
        held=session.held if question.id == session.at else (),
        given=given,
        seed=session.nonce,
        find=session.find,
        today=world.now.date(),
        added=world.added.get(question.id, ()),
        shown=world.shown,
    )


def scrubber(round_: Round, session: Session, world: World) -> Callable[[str], str]:
    """Return what takes out of a text typed in this round what may not be kept."""
    return partial(
        world.scrub,
        language=session.language,
        countries=round_.countries,
        public=words_of(round_),
    )


def opened(round_: Round, here: Session, question_id: str, world: World) -> Turn:
    """Return the session with this question open.

    It holds what it held when it was left, else what an earlier answer says.
    """
    question = round_.question(question_id)
    there = replace(left(here), phase=Phase.ASKING, at=question_id)
    before = there.waiting.get(question_id)
    if not before and question_id not in there.answers and not question.shows_statements:
        return there, ()
    waiting = {name: held for name, held in there.waiting.items() if name != question_id}
    there = replace(there, waiting=waiting)
    known = asking(round_, there, question, world)
    resumed = question.resume(before, known) if before else ()
    there = replace(there, held=resumed or question.begin(known))
    return there, exposed(round_, here, there, world)


def left(here: Session) -> Session:
    """Return the session with no question open; what the open one has gathered waits for it."""
    waiting = {**here.waiting, here.at: here.held} if here.held else here.waiting
    return replace(here, at="", held=(), waiting=waiting, page=0, find="", tries=0)


def exposed(round_: Round, here: Session, there: Session, world: World) -> tuple[Effect, ...]:
    """Return the effect that counts a statement which was not on the screen before."""
    question = round_.question(there.at)
    if not question.shows_statements or there.held == here.held:
        return ()
    statement = question.open_statement(asking(round_, there, question, world))
    return (Expose(question.id, statement),) if statement else ()
