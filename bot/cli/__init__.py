"""The command line: one file a verb. Heavy imports wait until a verb needs them."""

import sys

import typer

from bot.cli import brief, check, close, demo, export, import_, keys, kinds, serve
from bot.cli.failing import KNOWN

app = typer.Typer(
    help="Ask young people in their own language, keep them anonymous, brief those who decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

app.command("demo")(demo.demo)
app.command("check")(check.check)
app.command("serve")(serve.serve)
app.command("close")(close.close)
app.command("brief")(brief.brief)
app.command("kinds")(kinds.kinds)
app.command("import")(import_.import_)
app.command("export")(export.export)
app.add_typer(keys.app, name="keys")


def main() -> None:
    """Run a verb. What a person can mend is said in plain words, with exit code 1."""
    try:
        app()
    except Exception as error:
        if type(error).__name__ not in KNOWN:
            raise
        typer.echo(f"{error}", err=True)
        sys.exit(1)
