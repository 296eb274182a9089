"""What a case holds. The field names are those of the YAML file."""

from enum import StrEnum

from msgspec import Struct

from dialogs.events import Media


class Drawn(StrEnum):
    """Where a screen was drawn."""

    IN_PLACE = "in place"
    BELOW = "below"


class Outcome(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What came of one turn, in words.

    Attributes:
        notice: what was said in passing.
        drawn: where the screen was drawn; None when it was left as it was.
        progress, heading, text, hint: the screen.
        buttons: the rows of buttons, those of a row parted by ` | `.
        typing: whether a typed text is waited for.
        effects: everything else that happened, a line each.
        stored: whether a draft is stored after this turn.
    """

    notice: str = ""
    drawn: Drawn | None = None
    progress: str = ""
    heading: str = ""
    text: tuple[str, ...] = ()
    hint: str = ""
    buttons: tuple[str, ...] = ()
    typing: bool = False
    effects: tuple[str, ...] = ()
    stored: bool = False


class Turn(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing that came in, and what came of it.

    Exactly one of `command`, `tap`, `say`, `send` and `leave` is there.

    Attributes:
        after_days: how many days of silence went before it.
        command: a command without its slash, with what follows it.
        tap: the words on the button that was pressed.
        nth: which of several buttons with these words it was, from 1.
        say: a typed text.
        send: something that is no text.
        leave: the person blocked the bot.
    """

    after_days: int = 0
    command: str | None = None
    tap: str | None = None
    nth: int = 1
    say: str | None = None
    send: Media | None = None
    leave: bool = False
    then: Outcome = Outcome()

    @property
    def told(self) -> str:
        """What came in, in a few words."""
        if self.tap is not None:
            return f"tap “{self.tap}”"
        if self.command is not None:
            return f"/{self.command}"
        if self.say is not None:
            return f"say “{self.say}”"
        return f"send a {self.send}" if self.send else "leave"


class Case(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A recorded conversation.

    Attributes:
        about: what it shows, for its reader.
        round: the round's file, as seen from the folder of this file.
        seed: what all chance follows from.
        now: the time of the first turn, with its offset from UTC ("2026-11-10T17:00:00+00:00").
        locale: what the app of the person says of their language.
        consent_age: from how many years on one may consent for oneself.
        codes: the invitation and guardian's codes that are good.
    """

    about: str = ""
    round: str = ""
    seed: int = 0
    now: str
    locale: str = ""
    consent_age: int = 18
    codes: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
