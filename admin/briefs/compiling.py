"""From protected tables to a brief, with proof of every number in its sentences."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from admin.analysis import count
from admin.briefs.context import PRACTICE, Context
from admin.briefs.model import Brief
from admin.briefs.sections import SECTIONS
from admin.charts import ACCENT
from admin.claims import prove
from admin.coding.coded import Coded
from admin.dataset import Dataset
from admin.disclosure import CellRef, protect
from admin.incidents import Incidents
from admin.labels import Labels
from admin.population import Population
from admin.suppression import Range
from admin.weighting import Weighting
from admin.words import NOBODY, Words, WordsError
from dialogs.confirmations import Confirmations


class BriefError(ValueError):
    """A brief cannot be made as it was asked for; the message says what can be."""


def context_of(
    dataset: Dataset,
    *,
    language: str,
    generated_on: dt.date,
    fixed_words: str = "",
    confirmed: Confirmations = NOBODY,
    release: int = 0,
    published: Mapping[CellRef, Range] | None = None,
    population: Population | None = None,
    coded: Sequence[Coded] = (),
) -> Context:
    """Return what sections may look at; from here on nothing is unprotected.

    A brief without a release number is a draft. `published` is what earlier releases say of the
    same counts; `coded` are the questions whose texts have themes. With a `population`, weighted
    shares stand beside the others. The fixed words are in the language of the round's wordings
    unless `fixed_words` names another.

    Raises:
        BriefError: the round, or a codebook, does not have this language, or there are no fixed
            words in it.
        PopulationError: nobody can be shown in a group of the population.
    """
    round_ = dataset.round
    if language not in round_.languages:
        raise BriefError(f"The round has no “{language}”; it has {', '.join(round_.languages)}.")
    words = _words(fixed_words or language, confirmed)
    _check_names(coded, language)
    tables = protect(count(dataset, coded=coded), round_, published)
    hashes = {
        words("Instrument"): dataset.closing.hashes["round.json"],
        words("Dataset"): dataset.closing.hashes["responses.parquet"],
        words("Tables"): tables.digest(),
        **dict(_layers(coded, words)),
    }
    if population is not None:
        hashes[words("Population")] = population.digest
    return Context(
        round=round_,
        tables=tables,
        labels=Labels(round_, language, words),
        words=words,
        practice=dataset.practice,
        opened=dataset.closing.opened,
        closed=dataset.closing.closed,
        generated_on=generated_on,
        hashes=hashes,
        accent=ACCENT,
        incidents=Incidents.of(dataset.closing),
        release=release,
        weighting=None if population is None else Weighting.of(tables, population),
        codings=tuple(one.coding for one in coded),
    )


def _words(language: str, confirmed: Confirmations) -> Words:
    try:
        return Words(language, confirmed)
    except WordsError as error:
        raise BriefError(str(error)) from None


def _check_names(coded: Sequence[Coded], language: str) -> None:
    for one in coded:
        if language not in one.coding.codebook.languages():
            raise BriefError(
                f"The codebook of “{one.coding.question}” does not name all its themes in "
                f"“{language}”. Write names and definitions in it, and read the sheets once more."
            )


def _layers(coded: Sequence[Coded], words: Words) -> Iterator[tuple[str, str]]:
    for one in coded:
        question = words.quoted(one.coding.question)
        name = words("Themes of the texts: {question}", question=question)
        yield name, one.coding.digest


def compiled(context: Context) -> Brief:
    """Return the whole brief.

    Raises:
        ProofError: a sentence states something that the tables do not say.
    """
    sections = tuple(one for make in SECTIONS if (one := make(context)) is not None)
    prove(context.said, context.tables, context.words)
    say, title = context.words, context.own(context.round.public_label)
    return Brief(
        title=title,
        kicker=_kicker(context),
        lead=context.own(context.round.purpose),
        language=say.language,
        label_language=context.wording_lang,
        practice=say(PRACTICE) if context.practice else "",
        running=_running(context, title),
        page_of=say.template("Page {page} of {pages}"),
        generated=context.generated_on.isoformat(),
        author=context.own(context.round.organiser.name),
        accent=context.accent,
        contents=say("Contents"),
        sections=sections,
    )


def _kicker(context: Context) -> str:
    say = context.words
    if context.release and say.reviewed:
        return say("Brief on a consultation of young people")
    if context.release:
        return say("Brief on a consultation of young people – in words that nobody has reviewed")
    if say.reviewed:
        return say("Draft of a brief on a consultation of young people – not released")
    return say(
        "Draft of a brief on a consultation of young people – not released, and in words that"
        " nobody has reviewed"
    )


def _running(context: Context, title: str) -> str:
    say, day = context.words, context.words.day(context.generated_on)
    if not context.release:
        return say("{title}. Draft of {day}, not released.", title=title, day=day)
    return say("{title}. Issued on {day}, release {n}.", title=title, day=day, n=context.release)
