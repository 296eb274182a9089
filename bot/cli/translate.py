"""`consult translate`: hand the texts of a round to a translator, and take them back."""

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.files import round_of
from bot.cli.translation_status import in_words, show
from bot.settings import SettingsError

if typing.TYPE_CHECKING:
    from admin.translating.base import Returned
    from bot.translating.desk import Desk
    from dialogs.translating.taking import Taken


def translate(
    round_file: Annotated[Path, typer.Argument(metavar="ROUND", help="The round (YAML).")],
    language: Annotated[
        str, typer.Argument(metavar="LANG", help="Into which language: sq, mk, sr-Latn, …")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The .po or .xlsx to write; else a .po beside the round."),
    ] = None,
    read: Annotated[
        Path | None, typer.Option(help="Take back this .po or .xlsx instead of writing one.")
    ] = None,
    settle: Annotated[
        list[str] | None,
        typer.Option(help="Say that a translation (by its name, or `all`) is right as it stands."),
    ] = None,
    *,
    status: Annotated[bool, typer.Option(help="Show how far each language is.")] = False,
    pseudo: Annotated[
        bool, typer.Option(help="Write a round to try lay-outs with: longer, accented texts.")
    ] = False,
) -> None:
    """Write the texts of a round for a translator, or read them back.

    Source and translation stand side by side, with what each text is, how long it may be, and the
    screen on which it is read. Nothing else in the round file changes when they are read back.
    """
    if sum((status, pseudo, read is not None, bool(settle))) > 1:
        raise typer.BadParameter("say one of --read, --settle, --status and --pseudo")
    round_file = round_of(round_file)
    if status:
        show(round_file, language)
        return
    if not language:
        raise typer.BadParameter("into which language?", param_hint="LANG")
    if pseudo:
        _write_trial(round_file, language, out)
    elif read is not None:
        _take_back(round_file, language, read)
    elif settle:
        _settle(round_file, language, settle)
    else:
        _hand_out(round_file, language, out or round_file.with_suffix(f".{language}.po"))


def _hand_out(round_file: Path, language: str, out: Path) -> None:
    from admin.translating import format_of  # noqa: PLC0415 - the writers of workbooks
    from admin.translating.base import Handout  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415
    from bot.outside import outside  # noqa: PLC0415 - the catalogues take a while to read
    from bot.settings import Settings  # noqa: PLC0415
    from bot.translating.desk import desk  # noqa: PLC0415
    from dialogs.translating.previews import previews  # noqa: PLC0415

    format_ = format_of(out)
    if format_ is None:
        raise SettingsError(f"{out}: end its name in .po or .xlsx.")
    _refuse_existing(out)
    at, today = desk(round_file, language), Clock.parse(Settings().clock).today()
    round_ = at.unfinished.round
    handout = Handout(
        round=round_.id,
        source=at.unfinished.source,
        language=language,
        entries=at.entries,
        previews=previews(round_, at.entries, language, outside(today)),
        made=today,
    )
    try:
        format_.write(handout, out)
    except OSError as error:
        raise SettingsError(f"{out}: cannot be written ({error.strerror or error}).") from None
    typer.echo(f"{out}: {in_words(at)}.")


def _take_back(round_file: Path, language: str, read: Path) -> None:
    from admin.translating import format_of  # noqa: PLC0415 - the readers of workbooks
    from bot.translating.bringing_in import bring_in  # noqa: PLC0415
    from bot.translating.desk import desk  # noqa: PLC0415
    from dialogs.translating.taking import take  # noqa: PLC0415

    format_ = format_of(read)
    if format_ is None:
        raise SettingsError(f"{read}: not a .po or .xlsx by its name.")
    at = desk(round_file, language)
    try:
        returned = format_.read(read)
    except OSError as error:
        raise SettingsError(f"{read}: cannot be read ({error.strerror}).") from None
    _refuse_another(read, returned, at)
    taken = take(returned.delivered, at.entries)
    bring_in(at, taken)
    for line in (*_told(at, taken), *map(str, taken.problems)):
        typer.echo(line)
    typer.echo(f"Now {round_file}: {in_words(desk(round_file, language))}.")


def _refuse_another(read: Path, returned: "Returned", at: "Desk") -> None:
    """Refuse what is of another round or language; a country behind the latter is no matter."""
    wanted = at.unfinished.round.id
    if returned.round != wanted:
        raise SettingsError(
            f"{read}: its round is “{returned.round}”, not “{wanted}”. Nothing was read. If it is "
            "the right file, correct its header (Project-Id-Version) or its first sheet."
        )
    if not f"{returned.language}-".startswith(f"{at.language}-"):
        raise SettingsError(
            f"{read}: its language is “{returned.language}”, not “{at.language}”. Nothing was "
            "read. If it is the right file, correct its header (Language) or its first sheet."
        )


def _told(at: "Desk", taken: "Taken") -> Iterator[str]:
    """Yield what has been taken, what has not, and what the authors should do next."""
    from dialogs.round import Review  # noqa: PLC0415
    from dialogs.translating.record import State  # noqa: PLC0415

    missing = {one.key for one in at.entries if one.state is State.MISSING}
    new = sum(key in missing for key in taken.changed)
    yield f"{len(taken.made)} texts read: {new} new, {len(taken.changed) - new} reworded."
    if taken.left:
        yield f"Left as they are, not marked as finished: {', '.join(taken.left)}."
    if taken.outdated:
        yield f"Translated from a wording that has changed since: {', '.join(taken.outdated)}."
    if "consent/text" in taken.changed and "consent/text" not in missing:
        yield (
            f"The consent has been reworded: if it means something else now, raise "
            f"`{at.language}` under `consent: version:`."
        )
    if taken.changed and at.unfinished.round.languages[at.language] is Review.REVIEWED:
        yield f"“{at.language}” was reviewed before this: let a speaker read and confirm it again."
    for key, remark in taken.remarks.items():
        yield f"The translator on “{key}”: {remark}"


def _settle(round_file: Path, language: str, names: list[str]) -> None:
    from bot.translating.bringing_in import settle  # noqa: PLC0415 - Babel takes a moment
    from bot.translating.desk import desk  # noqa: PLC0415 - Babel takes a moment

    settled = settle(desk(round_file, language), names)
    typer.echo(f"Settled: {', '.join(settled) or 'nothing that was open'}.")
    typer.echo(f"Now {round_file}: {in_words(desk(round_file, language))}.")


def _write_trial(round_file: Path, language: str, out: Path | None) -> None:
    from bot.cli.files import write_text  # noqa: PLC0415
    from bot.translating.trial import trial  # noqa: PLC0415

    if out is None:
        raise typer.BadParameter("where to? --pseudo needs a file to write", param_hint="--out")
    _refuse_existing(out)
    write_text(out, trial(round_file, language))
    typer.echo(f"{out}: try it with `consult play {out} --language {language}`.")


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise SettingsError(f"{out}: is there already. Choose another name, or remove it.")
