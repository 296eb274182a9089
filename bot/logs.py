"""Logs that hold no token, no id and no word of a participant.

We log events by name with counts, never values from people. What libraries log is cut down to
warnings and passes the same filter, which removes tokens from messages and tracebacks.
"""

import logging
import re

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
_LOUD = ("aiogram", "aiohttp", "sqlalchemy", "alembic", "asyncio", "httpx")


class RedactingFormatter(logging.Formatter):
    """Formats a record, then removes what looks like a bot token anywhere in it."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("<token>", super().format(record))


def set_up(level: int = logging.INFO) -> None:
    """Send our logs to standard error, redacted; libraries only from warnings up."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
