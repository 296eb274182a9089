"""Briefs: one model, drawn as HTML, PDF and Word, with all tables as CSV.

Importing this loads the chart and document makers (some 200 MB); a long-running process builds
briefs in a process of their own.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from admin.briefs import as_csv, as_docx, as_html, as_pdf
from admin.briefs.compiling import BriefError, compiled, context_of
from admin.briefs.context import Context
from admin.briefs.wording import OnWords, internal_words_in
from admin.coding import coded
from admin.dataset import Dataset
from admin.population import Population
from admin.register import Register, RegisterError, Release, printed
from admin.word_lists import internal_words
from admin.words import NOBODY
from dialogs.confirmations import Confirmations
from dialogs.internal_words import InternalWords

Progress = Callable[[str], None]


def refuse(found: Sequence[str]) -> None:
    """Raise BriefError when a text holds a word of security work."""
    if found:
        listed = "\n".join(f"- {one}" for one in found)
        raise BriefError(f"Everybody can read a release, and these words harm:\n{listed}")


def build(
    dataset: Dataset,
    out: Path,
    *,
    language: str = "en",
    generated_on: dt.date,
    fixed_words: str = "",
    confirmed: Confirmations = NOBODY,
    population: Population | None = None,
    on_progress: Progress = lambda _: None,
    own_words: Path | None = None,
    on_words: OnWords = lambda _: None,
    themes: Path | None = None,
) -> list[Path]:
    """Write a draft: `brief.html`, `brief.pdf`, `brief.docx` and `tables.csv`, into `out`.

    The same dataset, language, population and day give the same bytes. The fixed words are in the
    same language unless `fixed_words` names another; whether they are reviewed, their catalogue and
    what is `confirmed` here say. `on_progress` is called with the name of each file before it is
    made, and `on_words` with what should be said in other words; of the organisation's own internal
    words, `own_words` is the file. `themes` is the folder of layers, where texts have been coded.

    Raises:
        ProofError: a sentence states something that the tables do not say.
        BriefError: the round, or a codebook, does not have this language, or there are no fixed
            words in it.
        CodingError: a layer is not of this dataset, or not finished.
        PopulationError: nobody can be shown in a group of the population.
    """
    on_progress("tables.csv")
    context = context_of(
        dataset,
        language=language,
        generated_on=generated_on,
        fixed_words=fixed_words,
        confirmed=confirmed,
        population=population,
        coded=coded.opened(themes, dataset),
    )
    out.mkdir(parents=True, exist_ok=True)
    internal = _Internal(internal_words(own_words), on_words)
    return [_write(out / name, made) for name, made in _rendered(context, on_progress, internal)]


def publish(
    dataset: Dataset,
    out: Path,
    *,
    register: Path,
    language: str = "en",
    generated_on: dt.date,
    fixed_words: str = "",
    confirmed: Confirmations = NOBODY,
    population: Population | None = None,
    on_progress: Progress = lambda _: None,
    own_words: Path | None = None,
    on_words: OnWords = refuse,
    themes: Path | None = None,
) -> Register:
    """Write the same files as a release, and return the register that it has been entered in.

    It is entered before the first file is written: what could have been seen is never missing.

    Raises:
        ProofError, BriefError, CodingError, PopulationError: as `build`; BriefError as well for a
            word that harms, unless `on_words` lets it pass, and outside practice for fixed words
            that nobody has reviewed.
        RegisterError: the register was changed by hand, this release compared with earlier ones
            would tell of single people, texts were coded otherwise then, or `out` is not empty.
        DisclosureError: with what was published earlier, a hidden number would be given away.
    """
    if out.exists() and any(out.iterdir()):
        raise RegisterError(f"{out} is not empty. Give a release a folder of its own.")
    kept = Register.open(register)
    layers = coded.opened(themes, dataset)
    round_id, hashed = dataset.round.id, dataset.closing.hashes["responses.parquet"]
    kept.check_themes(hashed, coded.decided(one.coding for one in layers))
    context = context_of(
        dataset,
        language=language,
        generated_on=generated_on,
        fixed_words=fixed_words,
        confirmed=confirmed,
        release=len(kept.releases) + 1,
        published=kept.known(round_id, hashed),
        population=population,
        coded=layers,
    )
    _check_reviewed(context)
    kept.check(round_id, hashed, context.tables)
    internal = _Internal(internal_words(own_words), on_words)
    files = dict(_rendered(context, on_progress, internal))
    out.mkdir(parents=True, exist_ok=True)
    kept = kept.enter(_release(context, kept, hashed, files))
    for name, content in files.items():
        _write(out / name, content)
    return kept


def _release(context: Context, kept: Register, hashed: str, files: dict[str, bytes]) -> Release:
    rule = context.tables.rule
    return Release(
        number=context.release,
        round=context.round.id,
        day=context.generated_on,
        language=context.language,
        dataset=hashed,
        tables=context.tables.digest(),
        threshold=rule.threshold,
        rounding=rule.rounding,
        cells=printed(context.tables),
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        previous=kept.head,
        themes=coded.decided(context.codings),
    )


def _check_reviewed(context: Context) -> None:
    language = context.words.language
    if not context.practice and not context.words.reviewed:
        raise BriefError(
            f"Nobody has reviewed the fixed words of briefs in “{language}”. Let a speaker read a"
            f" draft, then record it: consult confirm brief {language} --by ROLE"
        )


class _Internal(NamedTuple):
    """What must not be read by everybody, and what is told when it is."""

    lists: InternalWords
    told: OnWords


def _rendered(
    context: Context, on_progress: Progress, internal: _Internal
) -> Iterator[tuple[str, bytes]]:
    yield "tables.csv", as_csv.render(context)
    on_progress("brief")
    brief = compiled(context)
    internal.told(internal_words_in(brief, internal.lists))
    for name, render in (
        ("html", as_html.render),
        ("pdf", as_pdf.render),
        ("docx", as_docx.render),
    ):
        on_progress(f"brief.{name}")
        yield f"brief.{name}", render(brief)


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
