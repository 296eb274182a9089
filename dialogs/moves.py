"""What each move does. A move takes (round, session, argument, world), gives session and effects.

Moves that take an answer end in `_onward`, which works out the next screen from the answers.
"""

from collections.abc import Callable

from msgspec.structs import replace

from dialogs import codes
from dialogs.answers import DECLINED, SKIPPED, Answer
from dialogs.events import Count, Effect, Keep, Notify
from dialogs.languages import OWN_NAMES
from dialogs.path import after, before, path
from dialogs.questions.base import (
    Chose,
    Finished,
    Gesture,
    Holding,
    Typed,
    Unclear,
    Undone,
    Why,
)
from dialogs.questions.options import plain
from dialogs.round import Round
from dialogs.session import Response, Session
from dialogs.states import MoveName, Phase
from dialogs.texts import Speaker
from dialogs.version import version_of
from dialogs.world import World

Turn = tuple[Session, tuple[Effect, ...]]
Make = Callable[[Round, Session, str, World], Turn]

_NONCE_BYTES = 3


def _speak(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if arg not in round_.languages:
        return here, ()
    return replace(here, language=arg, phase=Phase.CARD), ()


def _next(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return replace(here, phase=Phase.AGE), ()


def _age(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if not arg.isdecimal():
        return here, ()
    band = round_.band_of(int(arg))
    if band is None:
        too_young = Session(phase=Phase.TOO_YOUNG, language=here.language)
        return too_young, (Count("too_young", here.language),)
    return replace(here, phase=Phase.CONSENT, age=band.id), ()


def _agree(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Begin the session that is stored from here on."""
    begun = Session(
        version=version_of(round_),
        language=here.language,
        phase=Phase.ASKING,
        age=here.age,
        nonce=world.chance.take(_NONCE_BYTES).hex(),
        code=codes.new_code(world.chance.take(codes.ENTROPY_BYTES)),
    )
    return _open(begun, path(round_, begun)[0].id), (Count("started", here.language),)


def _refuse(round_: Round, here: Session, arg: str, world: World) -> Turn:
    declined = Session(phase=Phase.DECLINED, language=here.language)
    return declined, (Count("declined", here.language),)


def _restart(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return Session(phase=Phase.LANGUAGE, language=here.language), ()


def _choose(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return _gesture(round_, here, Chose(int(arg) if arg.isdecimal() else -1), world)


def _done(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return _gesture(round_, here, Finished(), world)


def _undo(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return _gesture(round_, here, Undone(), world)


def _skip(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return _answer(round_, here, SKIPPED), ()


def _prefer_not(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if not round_.question(here.at).may_decline:
        return here, ()
    return _answer(round_, here, DECLINED), ()


def _forward(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return (_onward(round_, here) if here.at in here.answers else here), ()


def _back(round_: Round, here: Session, arg: str, world: World) -> Turn:
    match here.phase:
        case Phase.CARD:
            return replace(here, phase=Phase.LANGUAGE), ()
        case Phase.AGE:
            return replace(here, phase=Phase.CARD), ()
        case Phase.CONSENT:
            return replace(here, phase=Phase.AGE, age=""), ()
        case Phase.REVIEW:
            return _open(here, path(round_, here)[-1].id), ()
    earlier = before(round_, here, here.at)
    return (_open(here, earlier.id) if earlier else here), ()


def _change(round_: Round, here: Session, arg: str, world: World) -> Turn:
    questions = path(round_, here)
    if not arg.isdecimal() or int(arg) >= len(questions):
        return here, ()
    return _open(here, questions[int(arg)].id), ()


def _send(round_: Round, here: Session, arg: str, world: World) -> Turn:
    on_path = {question.id for question in path(round_, here)}
    response = Response(
        round=round_.id,
        version=here.version,
        language=here.language,
        age=here.age,
        answers={name: one for name, one in here.answers.items() if name in on_path},
    )
    saved = Session(phase=Phase.SAVED, language=here.language, code=here.code)
    return saved, (Keep(response, here.code),)


MAKE: dict[MoveName, Make] = {
    MoveName.SPEAK: _speak,
    MoveName.NEXT: _next,
    MoveName.AGE: _age,
    MoveName.AGREE: _agree,
    MoveName.REFUSE: _refuse,
    MoveName.RESTART: _restart,
    MoveName.CHOOSE: _choose,
    MoveName.DONE: _done,
    MoveName.UNDO: _undo,
    MoveName.SKIP: _skip,
    MoveName.PREFER_NOT: _prefer_not,
    MoveName.FORWARD: _forward,
    MoveName.BACK: _back,
    MoveName.CHANGE: _change,
    MoveName.SEND: _send,
}
"""Every move that a phase can list, by name."""


def type_answer(round_: Round, here: Session, text: str, world: World) -> Turn:
    """Take a typed text as the answer to the open question."""
    return _gesture(round_, here, Typed(text), world)


def type_language(round_: Round, here: Session, text: str) -> Session:
    """Return the session in the language that was typed by its own name, else unchanged."""
    named = {plain(OWN_NAMES[tag]): tag for tag in round_.languages}
    tag = named.get(plain(text))
    return replace(here, language=tag, phase=Phase.CARD) if tag else here


def _gesture(round_: Round, here: Session, gesture: Gesture, world: World) -> Turn:
    taken = round_.question(here.at).take(gesture, here.held, here.language)
    match taken:
        case Answer():
            return _answer(round_, here, taken), ()
        case Holding(value):
            return replace(here, held=value, tries=0), ()
        case Unclear():
            say = world.texts.speaker(here.language)
            return replace(here, tries=here.tries + 1), (Notify(_kindly(taken, here.tries, say)),)


def _kindly(unclear: Unclear, tries: int, say: Speaker) -> str:
    match unclear.why:
        case Why.TOO_FEW:
            return say("Please choose {number} first.", number=unclear.limit)
        case Why.TOO_MANY:
            return say("You can choose {number}. Tap one again to free it.", number=unclear.limit)
        case Why.TOO_LONG:
            return say("That is too long: {number} characters at most.", number=unclear.limit)
        case Why.EMPTY:
            return say("Please write a few words, or tap “Skip”.")
    if tries:
        return say("I still cannot match that. Type the number of an answer, or tap “Skip”.")
    return say("I did not understand. Please tap one of the answers.")


def _answer(round_: Round, here: Session, answer: Answer) -> Session:
    return _onward(round_, replace(here, answers={**here.answers, here.at: answer}))


def _onward(round_: Round, here: Session) -> Session:
    """Go to the next question, or to the summary at the end or when it has been seen before."""
    following = after(round_, here, here.at)
    if following is None or here.reviewed:
        return replace(here, phase=Phase.REVIEW, at="", held=(), tries=0, reviewed=True)
    return _open(here, following.id)


def _open(here: Session, question_id: str) -> Session:
    answer = here.answers.get(question_id)
    held = answer.value if answer and isinstance(answer.value, tuple) else ()
    return replace(here, phase=Phase.ASKING, at=question_id, held=held, tries=0)
