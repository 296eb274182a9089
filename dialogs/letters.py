"""A message that answers nothing, such as a reminder: what it shows, and to whom."""

from msgspec import Struct

from dialogs.prompts import Prompt
from dialogs.session import Session


class Letter(Struct, frozen=True, kw_only=True):
    """A message to one chat.

    `session` is what its buttons belong to, or carry along; `round` is the mark of its round.
    """

    chat: int
    prompt: Prompt
    session: Session = Session()
    round: str = ""
