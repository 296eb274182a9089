"""What this installation does with what is stored: what its participants are told of it."""

from bot.settings import Settings
from dialogs.facts import Facts


def facts_of(settings: Settings) -> Facts:
    """Return the facts of a bot that runs with these settings; it always has an outbox."""
    return Facts(
        reminders=True,
        scrubs=True,
        backups=bool(settings.backup_to or settings.backup_days),
        backup_days=settings.backup_days,
    )
