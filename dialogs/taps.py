"""What a button carries, and how it is read back.

Two forms, both short enough for Telegram's 64 bytes:

- `k:<nonce>:<step>:<move>:<arg>` belongs to a stored session;
- `c:<phase>:<aside>:<language>:<age band or code>:<move>:<arg>` carries a conversation of which
  nothing is stored.

An answer is never in it: an option is carried as its place on the screen.
"""

from dialogs.events import Move, Tapped
from dialogs.prompts import Choice
from dialogs.session import Session
from dialogs.states import KEPT, Aside, MoveName, Phase

LIMIT_BYTES = 64


def encode(session: Session, choice: Choice) -> str:
    """Return what the button of `choice` carries on a screen of `session`."""
    if session.kept:
        return f"k:{session.nonce}:{session.step}:{choice.move}:{choice.arg}"
    extra = session.code if session.phase is Phase.SAVED else session.age
    aside = session.aside or ""
    return f"c:{session.phase}:{aside}:{session.language}:{extra}:{choice.move}:{choice.arg}"


def decode(data: str, *, locale: str = "") -> Tapped | None:
    """Return what a button said; None when it is not one of ours."""
    try:
        form, *fields = data.split(":")
        if form == "k":
            return _kept(fields, locale)
        return _carried(fields, locale) if form == "c" else None
    except ValueError:
        return None


def _kept(fields: list[str], locale: str) -> Tapped:
    nonce, step, move, arg = fields
    return Tapped(move=Move(MoveName(move), arg), nonce=nonce, step=int(step), locale=locale)


def _carried(fields: list[str], locale: str) -> Tapped:
    phase_value, aside, language, extra, move, arg = fields
    phase = Phase(phase_value)
    if phase in KEPT:
        raise ValueError(phase)
    carried = Session(
        phase=phase,
        aside=Aside(aside) if aside else None,
        language=language,
        age="" if phase is Phase.SAVED else extra,
        code=extra if phase is Phase.SAVED else "",
    )
    return Tapped(move=Move(MoveName(move), arg), carried=carried, locale=locale)
