"""The command line: one file a verb. Heavy imports wait until a verb needs them."""

import logging
import sys

import typer

from bot import logs
from bot.cli import (
    backup,
    brief,
    check,
    close,
    code,
    codes,
    confirm,
    countries,
    db,
    demo,
    doctor,
    export,
    import_,
    keys,
    kinds,
    languages,
    new,
    play,
    publish,
    quotes,
    rounds,
    schema,
    serve,
    statements,
    translate,
)
from bot.failing import KNOWN
from bot.system_errors import what_to_do

app = typer.Typer(
    help="Ask young people in their own language, keep them anonymous, brief those who decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

app.command("demo")(demo.demo)
app.command("new")(new.new)
app.command("play")(play.play)
app.command("check")(check.check)
app.command("doctor")(doctor.doctor)
app.command("serve")(serve.serve)
app.command("close")(close.close)
app.command("brief")(brief.brief)
app.command("publish")(publish.publish)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("kinds")(kinds.kinds)
app.command("languages")(languages.languages)
app.command("codes")(codes.codes)
app.command("statements")(statements.statements)
app.command("countries")(countries.countries)
app.command("translate")(translate.translate)
app.command("schema")(schema.schema)
app.command("import")(import_.import_)
app.command("export")(export.export)
app.add_typer(code.app, name="code")
app.add_typer(quotes.app, name="quotes")
app.add_typer(keys.app, name="keys")
app.add_typer(confirm.app, name="confirm")
app.add_typer(db.app, name="db")
app.add_typer(rounds.app, name="round")


def main() -> None:
    """Run a verb. What a person can mend is said in plain words, with exit code 1.

    Any other error is told by where it happened: its message could repeat what people wrote.
    """
    logs.set_up(None, level=logging.WARNING)
    try:
        app()
    except Exception as error:  # noqa: BLE001 - it is logged
        if said := _told(error):
            typer.echo(said, err=True)
        else:
            logs.crashed(error)
        sys.exit(1)


def _told(error: Exception) -> str:
    """Return what is said of an error, and nothing of one that nobody can mend.

    What is wrong with a round is told as `check` tells it.
    """
    if type(error).__name__ not in KNOWN:
        return what_to_do(error)
    from dialogs.problems import RoundFileError  # noqa: PLC0415

    if not isinstance(error, RoundFileError):
        return str(error)
    from bot.checking import Checked  # noqa: PLC0415 - the catalogues take a while to read
    from bot.reports import FORMATS  # noqa: PLC0415

    return FORMATS["text"]([Checked(error.problems[0].file, error.problems)])
