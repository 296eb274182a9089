"""What an installation does with what is stored, as far as a participant must be told."""

from msgspec import Struct


class Facts(Struct, frozen=True, kw_only=True):
    """The facts that are no part of a round. Each default promises nothing.

    Attributes:
        reminders: somebody who pauses can ask to be reminded.
        scrubs: names and numbers are taken out of words that were typed.
        backups: copies of the database are made; drafts are never in them.
        backup_days: for how many days a copy is kept; 0 where the installation does not say.
    """

    reminders: bool = False
    scrubs: bool = False
    backups: bool = False
    backup_days: int = 0
