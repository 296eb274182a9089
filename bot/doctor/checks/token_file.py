"""Only the user who runs the bot can read its token."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok
from bot.settings import SettingsError


async def look(site: Site) -> AsyncIterator[Finding]:
    try:
        site.settings.token()
    except SettingsError as error:
        yield fail("There is no token that can be read.", "CONSULT_TOKEN_FILE", str(error))
        return
    file = site.settings.token_file
    if file is not None and file.stat().st_mode & 0o077:
        remedy = f"chmod 600 {file} - and if others had access, revoke it at BotFather."
        yield fail("Others may read the token.", str(file), remedy)
    else:
        yield ok("The token is for its owner alone.", str(file))
