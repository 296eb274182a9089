"""A bot with a command of its own, and a consultation in it. Arguments: the files of its rounds."""

import sys
from pathlib import Path

from telegram import Update
from telegram.ext import ApplicationBuilder, CommandHandler, ContextTypes

from bot.cli.files import read_round
from bot.mounting.guest import Guest
from bot.mounting.in_ptb import consult_handlers
from bot.settings import Settings


async def hello(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_text("Hello from the library!")


settings = Settings()
guest = Guest([read_round(Path(name)) for name in sys.argv[1:]], settings)
builder = ApplicationBuilder().token(settings.token().get_secret_value())
builder = builder.base_url(f"{settings.telegram_api}/bot")
application = builder.post_init(guest.start).post_stop(guest.stop).build()
application.add_handlers([*consult_handlers(guest), CommandHandler("hello", hello)])
application.run_polling()
