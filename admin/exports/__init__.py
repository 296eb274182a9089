"""Exports: the protected tables as files of other programs, and a codebook that explains them.

A format is a module here, `as_NAME.py`, with a function `files`; the codebooks have a function
`file`, which is also given what was made before, so that each holds the hash of all others.

There is no export of responses: such a file would give every hidden number back. Synthetic
responses are drawn from the protected tables alone (`admin.exports.synthetic`).
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from admin.analysis.engine import Engine
from admin.briefs.beside import Beside, Counting
from admin.briefs.compiling import context_of
from admin.briefs.context import Context
from admin.coding import coded
from admin.coding.coded import Coded
from admin.dataset import Dataset
from admin.exports import as_ddi, as_markdown
from admin.exports.source import Source
from admin.exports.synthetic import drawn
from admin.population import Population
from admin.register import RegisterError, Release, printed
from admin.right_register import to_compare
from admin.words import NOBODY
from dialogs.confirmations import Confirmations

FORMATS = ("csv", "xlsx", "jsonstat", "parquet", "sav", "dta")
NEEDS_MORE = frozenset({"sav", "dta"})
"""Formats whose writer is not installed unless it is asked for."""
EXTRA = "statistics"

Progress = Callable[[str], None]


class ExportError(ValueError):
    """Something cannot be exported as it was asked for; the message says what can be done."""


def available() -> tuple[str, ...]:
    """Return the formats whose writers are installed."""
    return tuple(name for name in FORMATS if name not in NEEDS_MORE or _writer_is_there())


def how_to_install(formats: Sequence[str]) -> str:
    """Return what to do to get the writers of some formats."""
    names = ", ".join(formats)
    return (
        f"To write {names}, install the extra “{EXTRA}”: uv sync --extra {EXTRA} in the folder of "
        f"the project, or, where it was installed from a wheel, pip install 'FILE.whl[{EXTRA}]'"
    )


def write(
    dataset: Dataset,
    out: Path,
    *,
    language: str = "en",
    fixed_words: str = "",
    confirmed: Confirmations = NOBODY,
    generated_on: dt.date,
    register: Path | None = None,
    released: bool = False,
    formats: Sequence[str] = (),
    given: str = "",
    themes: Path | None = None,
    population: Population | None = None,
    engine: Engine | None = None,
) -> list[Path]:
    """Write the tables in all formats, synthetic responses and the codebooks into a folder.

    The same dataset, languages, day and formats give the same bytes.

    Args:
        dataset: the dataset of a closed round.
        out: the folder.
        language: of the round's wordings.
        fixed_words: the language of all else that is to be read; that of the wordings unless given.
            Names of columns, ids and codes are the same in every language.
        confirmed: which words speakers have confirmed; where they have not, every file says so.
        generated_on: the day that the files bear; of a release, its day.
        register: the register of releases. If the dataset was released, the tables are those of
            its newest release, and the files name it; else they say that they are a draft.
        released: whether the dataset must have been released.
        formats: of `FORMATS`; all that are `available` unless given.
        given: the breakdown that synthetic responses are drawn within.
        themes: the folder of layers, where texts have been coded.
        population: shares of the population, where weighted shares are wanted.
        engine: what counts; DuckDB if none is given.

    Raises:
        ExportError: there is no such format or breakdown, or its writer is not installed.
        CodingError: a layer is not of this dataset, or not finished.
        BriefError: the round does not have this language, or there are no fixed words in it.
        RegisterError: these are not the tables, or not the population, of the release; compared
            with a release of other responses, they would tell of single people; the register is
            not the right one; or nothing of this dataset was released, though it must have been.
    """
    wanted = tuple(formats) or available()
    _check(wanted)
    layers = coded.opened(themes, dataset)
    made = partial(
        context_of,
        dataset,
        language=language,
        fixed_words=fixed_words,
        generated_on=generated_on,
        confirmed=confirmed,
        coded=layers,
        population=population,
        engine=engine,
    )
    beside = Beside(to_compare(register, dataset), dataset) if register else None
    context = _context(made, beside, layers, released=released)
    breakdowns = context.tables.plan.breakdowns
    if given and given not in breakdowns:
        raise ExportError(f"The tables have no breakdown “{given}”; {', '.join(breakdowns)} exist.")
    source = Source(context, drawn(context.tables, context.round, given), given)
    out.mkdir(parents=True, exist_ok=True)
    return [_written(out / name, content) for name, content in rendered(source, wanted)]


def rendered(source: Source, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its name; the codebooks come last."""
    made: dict[str, bytes] = {}
    for name in formats:
        made |= dict(import_module(f"admin.exports.as_{name}").files(source))
    made |= [as_ddi.file(source, made)]
    yield from made.items()
    yield as_markdown.file(source, made)


def _check(formats: Sequence[str]) -> None:
    for name in formats:
        if name not in FORMATS:
            raise ExportError(f"There is no format “{name}”; {', '.join(FORMATS)} exist.")
        if name not in available():
            raise ExportError(how_to_install([name]))


def _writer_is_there() -> bool:
    try:
        import_module("pyreadstat")
    except ImportError:
        return False
    return True


def _context(
    made: Counting, beside: Beside | None, layers: Sequence[Coded], *, released: bool
) -> Context:
    """Return the tables of a release of the dataset, or a draft that no release forbids."""
    if beside is None:
        return made()
    decided = coded.decided(one.coding for one in layers)
    if release := beside.newest:
        return _again(made, beside.before(release), release, decided)
    if released:
        raise RegisterError(
            f"{beside.kept.path} has no release of this dataset. Publish it first: consult publish"
        )
    context = beside.context(made, decided)
    beside.check_tables(context)
    return context


def _again(made: Counting, before: Beside, release: Release, decided: Mapping[str, str]) -> Context:
    """Return the tables of a release, made again as they were made then."""
    if release.themes != decided:
        had = ", ".join(release.themes) or "none"
        raise RegisterError(
            f"Release {release.number} has themes of these questions: {had}. Give the folder of "
            "layers (--themes) as it was then, without what was made since."
        )
    again = partial(made, generated_on=release.day, release=release.number)
    context = before.context(again, decided)
    if printed(context.tables) != release.cells:
        raise RegisterError(
            f"Release {release.number} printed other tables than this version makes. Export them"
            " with the version of the software that made the release."
        )
    _check_population(release, context.population)
    return context


def _check_population(release: Release, population: Population | None) -> None:
    """Raise RegisterError unless weighted shares, if there are any, are those of the release."""
    if population is None:
        return
    if not release.population:
        raise RegisterError(
            f"The register has no population of release {release.number}, so no weighted shares"
            " were released. Leave out --population, or publish once more with it."
        )
    if (population.digest, population.weight_by) != (release.population, release.weighted_by):
        raise RegisterError(
            f"Release {release.number} was weighted by {release.weighted_by or 'nothing'} with the"
            f" population file of SHA-256 {release.population}. This is weighting by"
            f" {population.weight_by or 'nothing'} with that of {population.digest}. Give what it"
            " was made with (--population, --weight-by), or leave both out."
        )


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
