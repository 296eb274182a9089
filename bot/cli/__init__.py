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
    rich_markup_mode="markdown",  # paragraphs fill the line, however they are wrapped here
)

WRITE, OPEN, RUN = "Write a round", "Open it", "While it is open"
READ, KEEP = "Read what came of it", "Look after the installation"
"""Under these headings `consult --help` lists the verbs, in this order."""

app.command("demo", rich_help_panel=WRITE)(demo.demo)
app.command("new", rich_help_panel=WRITE)(new.new)
app.command("check", rich_help_panel=WRITE)(check.check)
app.command("play", rich_help_panel=WRITE)(play.play)
app.command("kinds", rich_help_panel=WRITE)(kinds.kinds)
app.command("schema", rich_help_panel=WRITE)(schema.schema)
app.command("translate", rich_help_panel=WRITE)(translate.translate)
app.command("languages", rich_help_panel=WRITE)(languages.languages)
app.command("import", rich_help_panel=WRITE)(import_.import_)
app.command("countries", rich_help_panel=OPEN)(countries.countries)
app.add_typer(confirm.app, name="confirm", rich_help_panel=OPEN)
app.command("doctor", rich_help_panel=OPEN)(doctor.doctor)
app.add_typer(keys.app, name="keys", rich_help_panel=OPEN)
app.command("codes", rich_help_panel=OPEN)(codes.codes)
app.command("serve", rich_help_panel=OPEN)(serve.serve)
app.add_typer(rounds.app, name="round", rich_help_panel=RUN)
app.command("statements", rich_help_panel=RUN)(statements.statements)
app.command("close", rich_help_panel=RUN)(close.close)
app.add_typer(code.app, name="code", rich_help_panel=READ)
app.add_typer(quotes.app, name="quotes", rich_help_panel=READ)
app.command("brief", rich_help_panel=READ)(brief.brief)
app.command("publish", rich_help_panel=READ)(publish.publish)
app.command("export", rich_help_panel=READ)(export.export)
app.command("backup", rich_help_panel=KEEP)(backup.backup)
app.command("restore", rich_help_panel=KEEP)(backup.restore)
app.add_typer(db.app, name="db", rich_help_panel=KEEP)


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
