"""`consult quotes`: two people approve what a brief may quote of the texts of a closed round."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.files import write_new
from bot.cli.options import DatasetFolder

if TYPE_CHECKING:
    from admin.quoting.desk import Desk

app = typer.Typer(
    help="Approve quotes: a sheet of what may be quoted, read back when two have agreed.",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Option("--quotes", help="The folder of quotes.")]
QUOTES = Path("quotes")


@app.command("sheet")
def sheet(
    dataset: DatasetFolder,
    quotes: Folder = QUOTES,
    most: Annotated[
        int, typer.Option(help="The most texts for each question and language.", min=1)
    ] = 200,
) -> None:
    """Write a sheet of what may be quoted, with what is approved so far."""
    from admin.quoting import writing  # noqa: PLC0415 - the writer of workbooks

    desk = _desk(dataset, quotes)
    number = len(desk.texts)
    if not number:
        typer.echo(
            "Nothing may be quoted: in no language and question did enough people say yes. "
            "docs/quotes.md says how many are needed."
        )
        return
    quotes.mkdir(mode=0o700, parents=True, exist_ok=True)
    again = f"-v{desk.approved[0].version + 1}" if desk.approved else ""
    path = quotes / f"quotes{again}.xlsx"
    write_new(path, writing.write(desk.sheet(most)))
    typer.echo(
        f"{path}: {number} texts may be quoted. Two people read it, then: consult quotes read"
    )


@app.command("read")
def read(
    dataset: DatasetFolder,
    sheets: Annotated[
        list[Path], typer.Argument(metavar="SHEET…", help="Sheets as they came back (.xlsx).")
    ],
    approved_by: Annotated[
        list[str] | None,
        typer.Option(help='"role, organisation" of a reader; twice, two different ones.'),
    ] = None,
    quotes: Folder = QUOTES,
) -> None:
    """Read what two people have decided, and write the next version of what is approved."""
    from admin.approval import approvals  # noqa: PLC0415
    from admin.quoting import approved, reading  # noqa: PLC0415 - the readers of workbooks
    from admin.quoting.wording import Wordings  # noqa: PLC0415
    from bot.scrubbing import scrub  # noqa: PLC0415

    by = approvals(approved_by or (), practice=False, what="Quotes need")
    desk = _desk(dataset, quotes)
    returned = [reading.read(path) for path in sheets]
    made = desk.next_version(returned, by, Wordings(desk.dataset.round, scrub))
    path = approved.add(quotes, made)
    waiting = sum(one.first and not one.second for each in returned for one in each.decided)
    typer.echo(f"{path}: {len(made.quotes)} quotes are approved.")
    if waiting:
        typer.echo(f"{waiting} wait for the second reader, and are not among them.")
    for tag in desk.dataset.languages:
        lacking = sum(not one.wording(tag) for one in made.quotes)
        if lacking:
            typer.echo(f"{lacking} are not translated into “{tag}”: no brief in it prints them.")
    typer.echo(f"For the brief: consult brief {dataset} --quotes {quotes}")


def _desk(dataset: Path, quotes: Path) -> "Desk":
    from admin.dataset import Dataset  # noqa: PLC0415 - pyarrow takes a while
    from admin.quoting.desk import Desk  # noqa: PLC0415

    return Desk(Dataset.open(dataset), quotes)
