"""What a button carries, and how it is read back.

Two forms, both short enough for Telegram's 64 bytes:

- `k:<nonce>:<step>:<move>:<arg>` belongs to a stored session;
- `c:<phase>:<aside>:<language>:<age band>:<"o" for an organisation>:<ticket or code>:<move>:<arg>`
  carries a conversation of which nothing is stored.

An answer is never in it: an option is carried as its place on the screen.
"""

from dialogs.events import Move, Tapped
from dialogs.prompts import Choice
from dialogs.session import Respondent, Session
from dialogs.states import KEPT, Aside, MoveName, Phase

LIMIT_BYTES = 64
_ORGANISATION = "o"


def encode(session: Session, choice: Choice) -> str:
    """Return what the button of `choice` carries on a screen of `session`."""
    if session.kept:
        return f"k:{session.nonce}:{session.step}:{choice.move}:{choice.arg}"
    who = _ORGANISATION if session.respondent is Respondent.ORGANISATION else ""
    paper = session.code if session.phase is Phase.SAVED else session.ticket
    carried = f"{session.aside or ''}:{session.language}:{session.age}:{who}:{paper}"
    return f"c:{session.phase}:{carried}:{choice.move}:{choice.arg}"


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
    phase_value, aside, language, age, who, paper, move, arg = fields
    phase = Phase(phase_value)
    if phase in KEPT:
        raise ValueError(phase)
    carried = Session(
        phase=phase,
        aside=Aside(aside) if aside else None,
        language=language,
        age=age,
        respondent=Respondent.ORGANISATION if who == _ORGANISATION else Respondent.PERSON,
        ticket="" if phase is Phase.SAVED else paper,
        code=paper if phase is Phase.SAVED else "",
    )
    return Tapped(move=Move(MoveName(move), arg), carried=carried, locale=locale)
