"""A screen as Telegram shows it: HTML text, and rows of buttons.

To make a screen takes longer than to send it, and most are the same for everybody but for what the
buttons carry. So those are made once.
"""

from functools import lru_cache
from html import escape

from msgspec import Raw

from bot.channels.telegram_wire import Button, Keyboard, encode
from dialogs.prompts import Prompt
from dialogs.session import Session
from dialogs.taps import carried_by_all

_CARRIED = "\ue000"
"""In place of what all buttons of somebody's screen carry. No text of a round may hold it."""

_MARK = _CARRIED.encode()
_MOST = 4096


def drawn(prompt: Prompt, session: Session, round_: str, notice: str = "") -> tuple[str, Raw]:
    """Return text and buttons of a screen, with a passing remark above it where there is one.

    What each button carries, `taps.encode` says.
    """
    text, buttons = _made_once(prompt) if prompt.common else _made(prompt)
    carried = encode(carried_by_all(session, round_))[1:-1]
    return _below(notice, text), Raw(buttons.replace(_MARK, carried))


def text_of(prompt: Prompt, notice: str = "") -> str:
    """Return the text of a screen, with a passing remark above it where there is one."""
    return _below(notice, _text(prompt))


def _below(notice: str, text: str) -> str:
    return "\n\n".join(filter(None, (f"<i>{escape(notice)}</i>", text))) if notice else text


def _text(prompt: Prompt) -> str:
    parts = [_heading(prompt), *map(escape, prompt.paragraphs)]
    parts.append(f"<i>{escape(prompt.hint)}</i>" if prompt.hint else "")
    return "\n\n".join(part for part in parts if part)


def _heading(prompt: Prompt) -> str:
    heading = f"<b>{escape(prompt.heading)}</b>" if prompt.heading else ""
    if prompt.progress is None:
        return heading
    number, total = prompt.progress
    return f"{number} / {total}\n{heading}".rstrip()


def _made(prompt: Prompt) -> tuple[str, bytes]:
    """Return the text of a screen, and its buttons with a mark where they differ by person."""
    rows = [
        [Button(one.text, f"{_CARRIED}:{one.move}:{one.arg}") for one in row] for row in prompt.rows
    ]
    return _text(prompt), encode(Keyboard(rows))


_made_once = lru_cache(_MOST)(_made)
