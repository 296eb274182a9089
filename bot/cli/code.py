"""`consult code`: people give the free texts of a closed round themes of a codebook."""

import re
import typing
from collections.abc import Container, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import ask_holders
from bot.cli.files import write_all_new, write_new
from bot.settings import SettingsError

if typing.TYPE_CHECKING:
    from admin.analysis.by_group import Counting
    from admin.coding.desk import Desk
    from admin.coding.layer import Layer
    from admin.coding.sheet import Sheet

app = typer.Typer(
    help="Give free texts themes: codebook, sheets for coders, agreement.", no_args_is_help=True
)

DatasetFolder = Annotated[Path, typer.Argument(help="The dataset folder of a closed round.")]
Question = Annotated[str, typer.Argument(help="The id of a question in own words.")]
Sheets = Annotated[list[Path], typer.Argument(help="Sheets as coders gave them back (.xlsx).")]
Layers = Annotated[
    Path, typer.Option("--themes", help="The folder of themes; each question has one in it.")
]
Language = Annotated[
    str, typer.Option(help="Language of the names of themes on sheets, else the round's first.")
]
THEMES = Path("themes")
_COUNTED_BEFORE = (
    "Version {version} was counted by group, and this one is not and will not be: of two counts, "
    "the difference would tell of single texts. Take {path} away for tables by group."
)
_SUGGESTED = re.compile(r"-suggested(-\d+)?$")


@app.command("new")
def new(dataset: DatasetFolder, question: Question, themes: Layers = THEMES) -> None:
    """Begin: write an empty codebook, and some texts to read before it is written."""
    from admin.coding import codebook  # noqa: PLC0415 - pyarrow takes a while

    desk = _desk(dataset, question, themes)
    desk.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    book = desk.folder / codebook.FILE
    template = codebook.template(desk.dataset.round, question).encode()
    reading = desk.folder / "reading.xlsx"
    write_all_new({book: template, reading: _workbook(desk.to_read())})
    typer.echo(f"Read {reading}, write themes into {book}, then: consult code sheets")


@app.command("sheets")
def sheets(  # noqa: PLR0917 - each is an option by name
    dataset: DatasetFolder,
    question: Question,
    coder: Annotated[
        list[str], typer.Option(help="The role of a coder, never a name; again for each.")
    ],
    themes: Layers = THEMES,
    language: Language = "",
    batch: Annotated[int, typer.Option(help="The most texts on one sheet.")] = 500,
) -> None:
    """Write a sheet for each coder, with what this coder has decided so far."""
    from admin.coding.desk import file_name, refuse_names  # noqa: PLC0415 - pyarrow takes a while

    desk = _desk(dataset, question, themes)
    refuse_names(coder)
    again = f"-v{desk.layer.version + 1}" if desk.layer else ""
    files: dict[Path, bytes] = {}
    for one in coder:
        made = desk.to_code(one, language or _first(desk), batch)
        for number, sheet in enumerate(made, 1):
            part = f"-{number}" if len(made) > 1 else ""
            files[desk.folder / f"{file_name(one)}{part}{again}.xlsx"] = _workbook(sheet)
    write_all_new(files)
    typer.echo("\n".join(map(str, files)))


@app.command("suggest")
def suggest(
    dataset: DatasetFolder,
    question: Question,
    sheet: Sheets,
    themes: Layers = THEMES,
    language: Language = "",
) -> None:
    """Write sheets again with suggestions for what is still blank on them; they never count."""
    from admin.coding import reading  # noqa: PLC0415 - the readers of workbooks

    desk = _desk(dataset, question, themes)
    returned = [reading.read(path, desk.codebook) for path in sheet]
    files: dict[Path, bytes] = {}
    for one in returned:
        made = desk.with_suggestions(one, language or _first(desk))
        files[_free(desk.folder, Path(one.path).stem, files)] = _workbook(made)
    write_all_new(files)
    typer.echo("\n".join(map(str, files)))


@app.command("read")
def read(
    dataset: DatasetFolder, question: Question, sheet: Sheets, themes: Layers = THEMES
) -> None:
    """Read what coders gave back, and write the next version of the layer."""
    from admin.coding import collecting, layer, reading  # noqa: PLC0415 - readers of workbooks

    desk = _desk(dataset, question, themes)
    returned = [reading.read(path, desk.codebook) for path in sheet]
    made = collecting.next_version(desk, returned)
    path = layer.add(desk.folder, made)
    for one in returned:
        typer.echo(f"{one.path}: {len(one.decided)} of {len(one.numbers)} texts are coded.")
    left = len(desk.texts) - len(made.final) - len(made.open)
    typer.echo(f"{path}: {len(made.final)} texts have their themes, {left} nobody has coded.")
    if made.counted:
        typer.echo(_COUNTED_BEFORE.format(path=path, version=made.counted))
    if made.open:
        typer.echo(f"On {len(made.open)} coders differ. Next: consult code agreement")
    else:
        typer.echo(f"Ready for the brief: consult brief {dataset} --themes {themes}")


@app.command("agreement")
def agreement(
    dataset: DatasetFolder, question: Question, themes: Layers = THEMES, language: Language = ""
) -> None:
    """Say how far coders agree, and write a sheet of the texts on which they differ."""
    desk = _desk(dataset, question, themes)
    if desk.layer is None:
        raise SettingsError(f"{desk.folder}: nothing has been read yet. Run consult code read.")
    tag = language or _first(desk)
    _say_agreement(desk.layer, tag)
    if (sheet := desk.to_settle(tag)) is not None:
        path = desk.folder / f"settle-v{desk.layer.version}.xlsx"
        write_new(path, _workbook(sheet))
        typer.echo(
            f"{path}: coders decide together on {len(sheet.rows)} texts, then: consult code read"
        )


@app.command("count")
def count_by_group(
    dataset: DatasetFolder,
    themes: Layers = THEMES,
    *,
    done: Annotated[
        bool, typer.Option("--done", help="Destroy the link even if questions are not coded.")
    ] = False,
) -> None:
    """Count themes by group with the words of the holders; then the link is destroyed."""
    from admin.analysis.by_group import Counting  # noqa: PLC0415 - pyarrow takes a while
    from admin.dataset import Dataset  # noqa: PLC0415
    from storage import join  # noqa: PLC0415 - cryptography
    from storage.holders import combine  # noqa: PLC0415
    from storage.sealing import KeyPair  # noqa: PLC0415

    counting = Counting.of(Dataset.open(dataset), themes)
    last = done or not counting.waiting
    for line in _before_counting(counting, last=last):
        typer.echo(line)
    pair = KeyPair.from_seed(combine(ask_holders()), suite=counting.suite)
    for path in counting.count(pair):
        typer.echo(f"{path}: themes are counted by group.")
    if last:
        join.destroy(dataset)
        typer.echo(f"{dataset / join.FILE} is destroyed: nothing leads from a text to a response.")
    typer.echo(f"Ready for the brief: consult brief {dataset} --themes {themes}")


def _before_counting(counting: "Counting", *, last: bool) -> Iterator[str]:
    """Yield what somebody must know before they count."""
    if counting.dataset.practice:
        yield "This was a practice round: words that its vault kept are gone since it closed."
    for question, number in counting.uncoded.items():
        yield f"“{question}”: {number} texts nobody has coded."
    if last:
        yield (
            "When this is counted, the link from texts to responses is destroyed. What is coded "
            "later cannot be counted by group any more. To code more first, press Ctrl-C."
        )
    else:
        yield (
            f"The link is kept until {', '.join(counting.waiting)} is coded and counted too. If "
            "that will not be coded, give --done: a link that is not needed must not lie about."
        )


def _desk(dataset: Path, question: str, themes: Path) -> "Desk":
    from admin.coding.desk import Desk  # noqa: PLC0415 - pyarrow takes a while
    from admin.dataset import Dataset  # noqa: PLC0415

    return Desk.of(Dataset.open(dataset), question, themes)


def _first(desk: "Desk") -> str:
    return desk.dataset.languages[0]


def _workbook(sheet: "Sheet") -> bytes:
    from admin.coding import writing  # noqa: PLC0415 - the writer of workbooks

    return writing.write(sheet)


def _free(folder: Path, stem: str, taken: Container[Path]) -> Path:
    """Return where a sheet with suggestions has its place: there is none yet, and none is taken."""
    name = f"{_SUGGESTED.sub('', stem)}-suggested"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    paths = (folder / f"{one}.xlsx" for one in names)
    return next(one for one in paths if one not in taken and not one.exists())


def _say_agreement(layer: "Layer", language: str) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("Theme", "Alpha", "What to do")
    for theme in layer.codebook.themes:
        name = theme.name.get(language) or theme.id
        table.add_row(name, *_judged(layer.agreement_on(theme.id)))
    table.add_section()
    table.add_row("All themes together", *_judged(layer.agreement()))
    typer.echo(f"Version {layer.version}: two coders or more have read {layer.read_twice()} texts.")
    Console().print(table)


def _judged(alpha: float | None) -> tuple[str, str]:
    from admin.coding.agreement import RELIABLE, TENTATIVE  # noqa: PLC0415

    if alpha is None:
        return "–", "Nothing to compare: let two coders read the same texts."
    if alpha >= RELIABLE:
        return f"{alpha:.3f}", "Good. Settle the rest together."
    if alpha >= TENTATIVE:
        return f"{alpha:.3f}", "For tentative conclusions. Make the definition clearer."
    return f"{alpha:.3f}", "Too low. Talk it over, mend the codebook, code these texts anew."
