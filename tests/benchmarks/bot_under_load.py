"""`consult serve` as the load driver starts its bots: its environment, translated into ours.

The people of the driver look for a few words on a screen that is no question of theirs (`Yes`,
`Start`, `Continue`, `Send`, `DONE`), so the English catalogue says these words here. And the driver
brings a secret of its own to a webhook. Nothing else is changed.
"""

import datetime as dt
import os
import sys
import time
from pathlib import Path
from unittest.mock import patch

from bot import app, cli, serving_site
from bot.catalogues import load_texts
from bot.channels.base import Hook
from bot.webhook import path_of
from dialogs.texts import Speaker, Texts

ROUND = Path(__file__).parent / "rounds" / "under_load.yaml"
DAY = dt.datetime(2026, 11, 10, 17, tzinfo=dt.UTC)
"""A day on which the round is open."""

TOKEN = "4242:AAFakeFakeFakeFakeFakeFakeFakeFakeFak"
SECRET = "s3cret"
WORDS = {
    "Go on ➡": "Continue ➡",
    "{age} or older": "Yes, {age} or older",
    "✅ Saved. Thank you!": "✅ DONE. Thank you!",
}


def main() -> None:
    """Serve until told to stop."""
    os.environ |= environment(Path(os.environ["RUN_DIR"]).resolve())
    webhook = ["--webhook"] if os.environ["TG_MODE"] == "webhook" else []
    sys.argv = ["consult", "serve", str(ROUND), *webhook]
    with (
        patch.object(app, "load_texts", texts),
        patch.object(serving_site, "hook_of", hook),
    ):
        cli.main()


def environment(folder: Path) -> dict[str, str]:
    """Return our settings for what the driver has put into its own."""
    token = folder / "token"
    token.touch(mode=0o600)
    token.write_text(TOKEN)
    port = os.environ["WEBHOOK_PORT"]
    return {
        "CONSULT_TELEGRAM_API": os.environ["TG_BASE"],
        "CONSULT_TOKEN_FILE": str(token),
        "CONSULT_DATABASE": f"sqlite+aiosqlite:///{Path(os.environ['BOT_DB']).resolve()}",
        "CONSULT_VAULT": str(folder / "vault"),
        "CONSULT_HEALTH_PORT": "0",
        "CONSULT_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "CONSULT_WEBHOOK_PORT": port,
        "CONSULT_CLOCK": f"{time.time()} {DAY.timestamp()} 1",
    }


def texts() -> Texts:
    """Return the shipped texts, with English in the words of the driver's people."""
    shipped = load_texts()
    speakers: dict[str, Speaker] = {tag: shipped.speaker(tag) for tag in ("en", "sq")}
    catalogues = {tag: dict(speaker.entries()) for tag, speaker in speakers.items()}
    return Texts({**catalogues, "en": {**catalogues["en"], **WORDS}})


def hook(token: str, base_url: str) -> Hook:
    """Return our hook, with the secret that the driver brings."""
    return Hook(base_url + path_of(token), SECRET)


if __name__ == "__main__":
    main()
