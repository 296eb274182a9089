"""What each move does, by its name; those before consent are in `beginning.py`.

Moves that take an answer end in `_onward`, which works out the next screen from the answers.
"""

from msgspec.structs import replace

from dialogs import beginning, quoting
from dialogs.answers import DECLINED, SKIPPED, Answer
from dialogs.events import Effect, Keep, Notify
from dialogs.folding import match
from dialogs.languages import OWN_NAMES
from dialogs.path import path
from dialogs.placeholders import kinds_in
from dialogs.questions import Info
from dialogs.questions.base import (
    Chose,
    Finished,
    Gesture,
    Holding,
    Narrowed,
    Taken,
    Typed,
    Unclear,
    Undone,
)
from dialogs.round import Round
from dialogs.screens.remarks import kindly, without
from dialogs.sending import added_statements, response_of
from dialogs.session import Session
from dialogs.speed import is_fast
from dialogs.states import QUOTING, MoveName, Phase
from dialogs.turns import Make, Turn, asking, exposed, left, opened
from dialogs.world import World


def _choose(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if here.phase is Phase.CHECK:
        return beginning.understand(round_, here, arg, world)
    return _gesture(round_, here, Chose(int(arg) if arg.isdecimal() else -1), world)


def _done(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return _gesture(round_, here, Finished(), world)


def _undo(round_: Round, here: Session, arg: str, world: World) -> Turn:
    return _gesture(round_, here, Undone(), world)


def _agree(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if here.phase is Phase.QUOTES:
        return _reviewing(replace(here, quotable=True)), ()
    return beginning.agree(round_, here, arg, world)


def _refuse(round_: Round, here: Session, arg: str, world: World) -> Turn:
    if here.phase is Phase.QUOTES:
        return _reviewing(replace(here, quotable=False)), ()
    return beginning.refuse(round_, here, arg, world)


def _skip(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Skip, by whatever word: past a text this is going on, past a required question a no."""
    if here.phase is Phase.QUOTES:
        return _refuse(round_, here, arg, world)
    question = round_.question(here.at)
    if isinstance(question, Info):
        return _forward(round_, here, arg, world)
    return _answer(round_, here, DECLINED if question.required else SKIPPED, world)


def _prefer_not(round_: Round, here: Session, arg: str, world: World) -> Turn:
    question = round_.question(here.at)
    offered = question.may_decline or question.required
    return _answer(round_, here, DECLINED, world) if offered else (here, ())


def _forward(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Go on without a change: from a text that was read, an answer that is kept, the summary."""
    if here.phase is Phase.REVIEW and here.at:
        return replace(here, phase=Phase.ASKING), ()
    if here.phase is Phase.REVIEW:
        following = path(round_, here).open
        if following is None and quoting.still_to_ask(round_, here):
            return replace(here, phase=Phase.QUOTES, page=0), ()
        return opened(round_, here, following.id, world) if following else (here, ())
    passable = isinstance(round_.question(here.at), Info) or here.at in path(round_, here).given
    return _onward(round_, replace(here, held=()), world) if passable else (here, ())


def _page(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Turn to a page of a long list; without a number, show the whole list again."""
    if not arg.isdecimal():
        return replace(here, page=0, find=""), ()
    return replace(here, page=min(int(arg), 99)), ()


def _summary(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Show the answers so far; what the open question has gathered waits behind them."""
    return replace(here, phase=Phase.REVIEW, page=0, find="", tries=0), ()


def _back(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Go to the question before, or to the summary from where it was opened for a change."""
    on_path = path(round_, here)
    if here.phase in {Phase.ASKING, Phase.QUOTES} and here.reviewed:
        return _summary(round_, here, arg, world)
    if here.phase is Phase.ASKING:
        earlier = on_path.before(here.at)
        return opened(round_, here, earlier.id, world) if earlier else (here, ())
    if here.phase is Phase.REVIEW and here.at:
        return replace(here, phase=Phase.ASKING), ()
    if here.phase in {Phase.QUOTES, Phase.REVIEW}:
        walking = replace(here, reviewed=False)
        return opened(round_, walking, on_path.questions[-1].id, world)
    return beginning.back(round_, here, arg, world)


def _change(round_: Round, here: Session, arg: str, world: World) -> Turn:
    asked = path(round_, here).asked
    if arg == QUOTING and quoting.asks(round_, here):
        return replace(left(here), phase=Phase.QUOTES), ()
    if not arg.isdecimal() or int(arg) >= len(asked):
        return here, ()
    return opened(round_, here, asked[int(arg)].id, world)


def _send(round_: Round, here: Session, arg: str, world: World) -> Turn:
    """Hand the response over, and added statements apart from it: the response holds none."""
    on_path = path(round_, here)
    if on_path.open is not None or quoting.still_to_ask(round_, here):
        return here, ()
    fast = is_fast(round_, here, on_path, world.now)
    response = response_of(round_, here, on_path, fast=fast)
    proposals = added_statements(here, on_path)
    saved = Session(phase=Phase.SAVED, language=here.language, code=here.code)
    return saved, (Keep(response, here.code), *proposals)


MAKE: dict[MoveName, Make] = {
    MoveName.SPEAK: beginning.speak,
    MoveName.NEXT: beginning.go_on,
    MoveName.ANSWER_AS: beginning.answer_as,
    MoveName.AGE: beginning.age,
    MoveName.RESTART: beginning.restart,
    MoveName.HAND_ON: beginning.hand_on,
    MoveName.AGREE: _agree,
    MoveName.REFUSE: _refuse,
    MoveName.CHOOSE: _choose,
    MoveName.DONE: _done,
    MoveName.UNDO: _undo,
    MoveName.SKIP: _skip,
    MoveName.PREFER_NOT: _prefer_not,
    MoveName.FORWARD: _forward,
    MoveName.PAGE: _page,
    MoveName.SUMMARY: _summary,
    MoveName.BACK: _back,
    MoveName.CHANGE: _change,
    MoveName.SEND: _send,
}
"""Every move that a phase can list, by name."""


def typed(round_: Round, here: Session, text: str, world: World) -> tuple[Taken, bool]:
    """Return what a typed text means to the open question, and whether any text would answer it."""
    question = round_.question(here.at)
    known = asking(round_, here, question, world)
    return question.take(Typed(text), known), question.takes_words(known)


def type_language(round_: Round, here: Session, text: str) -> Session:
    """Return the session in the language that was typed by its own name, else unchanged."""
    tags = tuple(round_.languages)
    found = match(text, [OWN_NAMES.get(tag, tag) for tag in tags])
    return here if found is None else replace(here, language=tags[found], phase=Phase.CARD)


def _gesture(round_: Round, here: Session, gesture: Gesture, world: World) -> Turn:
    question = round_.question(here.at)
    taken = question.take(gesture, asking(round_, here, question, world))
    return take(round_, here, taken, world)


def take(round_: Round, here: Session, taken: Taken, world: World) -> Turn:
    """Do what a gesture meant to the open question."""
    match taken:
        case Answer():
            return _answer(round_, here, taken, world)
        case Holding(value):
            there = replace(here, held=value, tries=0)
            return there, exposed(round_, here, there, world)
        case Narrowed(find):
            return replace(here, find=find, page=0, tries=0), ()
        case Unclear():
            say = world.texts.speaker(here.language)
            return replace(here, tries=here.tries + 1), (Notify(kindly(taken, here.tries, say)),)


def taken_out(here: Session, taken: Taken, world: World) -> tuple[Effect, ...]:
    """Return the remark that says what is not kept of a typed text; none when all of it is."""
    match taken:
        case Answer(value=value, words=words):
            kept = f"{value}\n{words}"
        case Holding(value):
            kept = "\n".join(value)
        case _:
            return ()
    kinds = kinds_in(kept) - kinds_in("\n".join(here.held))
    say = world.texts.speaker(here.language)
    return (Notify(without(sorted(kinds), say)),) if kinds else ()


def _answer(round_: Round, here: Session, answer: Answer, world: World) -> Turn:
    answers = {**here.answers, here.at: answer}
    there = replace(here, answers=answers, held=())
    if not quoting.asks(round_, there):
        there = replace(there, quotable=None)  # with the last typed word, a yes to print it is gone
    return _onward(round_, there, world)


def _onward(round_: Round, here: Session, world: World) -> Turn:
    """Go to the next question; once the summary has been seen, only to what is still open."""
    on_path = path(round_, here)
    following = on_path.open if here.reviewed else on_path.after(here.at)
    if following is not None:
        return opened(round_, here, following.id, world)
    if quoting.still_to_ask(round_, here):
        return replace(left(here), phase=Phase.QUOTES), ()
    return _reviewing(here), ()


def _reviewing(here: Session) -> Session:
    return replace(left(here), phase=Phase.REVIEW, reviewed=True)
