"""A screen as Telegram shows it: HTML text, and rows of buttons."""

from html import escape

from bot.channels.telegram_wire import Button, Keyboard
from dialogs.prompts import Prompt
from dialogs.session import Session
from dialogs.taps import carried_by_all


def text_of(prompt: Prompt, notice: str = "") -> str:
    """Return the text of a screen, with a passing remark above it where there is one."""
    parts = [f"<i>{escape(notice)}</i>" if notice else "", _heading(prompt)]
    parts += [escape(paragraph) for paragraph in prompt.paragraphs]
    parts.append(f"<i>{escape(prompt.hint)}</i>" if prompt.hint else "")
    return "\n\n".join(part for part in parts if part)


def _heading(prompt: Prompt) -> str:
    heading = f"<b>{escape(prompt.heading)}</b>" if prompt.heading else ""
    if prompt.progress is None:
        return heading
    number, total = prompt.progress
    return f"{number} / {total}\n{heading}".rstrip()


def keyboard_of(prompt: Prompt, session: Session, round_: str) -> Keyboard:
    """Return the buttons of a screen with what each of them carries; see `taps.encode`."""
    all_carry = carried_by_all(session, round_)
    return Keyboard(
        [
            [Button(one.text, f"{all_carry}:{one.move}:{one.arg}") for one in row]
            for row in prompt.rows
        ]
    )
