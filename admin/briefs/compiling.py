"""From protected tables to a brief, with proof of every number in its sentences."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as with_
from pathlib import Path

from msgspec.structs import replace

from admin.analysis import count
from admin.analysis.engine import Engine
from admin.approval import Approval
from admin.briefs.audiences import DESIGNS, Audience, Design
from admin.briefs.context import PRACTICE, Context
from admin.briefs.errors import BriefError
from admin.briefs.fitting import fitted
from admin.briefs.model import Brief, Section, text_of
from admin.charts import ACCENT
from admin.claims import Form, compose_plural, number, prove
from admin.coding.coded import Coded
from admin.dataset import Dataset
from admin.disclosure import CellRef, protect
from admin.incidents import Incidents
from admin.labels import Labels
from admin.own_words.checking import checked
from admin.population import Population
from admin.quoting.approved import NO_VOICES, Voices
from admin.quoting.choosing import drawn
from admin.quoting.printed import Said
from admin.suppression import Range
from admin.weighting import Weighting
from admin.word_lists import amounts_review
from admin.words import NOBODY, Words, WordsError
from dialogs.confirmations import Confirmations
from dialogs.round import Round


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
    approved_by: tuple[Approval, ...] = (),
    voices: Voices | None = None,
    quoted: Sequence[Said] = (),
    engine: Engine | None = None,
) -> Context:
    """Return what sections may look at; from here on nothing is unprotected.

    A brief without a release number is a draft. `published` is what earlier releases say of the
    same counts; `coded` are the questions whose texts have themes; `voices` are the approved
    quotes, `quoted` those that earlier releases have printed. A `population` is compared with, and
    weighted shares stand beside the others where there are any. The fixed words are in the
    language of the round's wordings unless `fixed_words` names another. `engine` is what counts,
    DuckDB if none is given.

    Raises:
        BriefError: the round, or a codebook, does not have this language, or there are no fixed
            words in it.
    """
    round_ = dataset.round
    if language not in round_.languages:
        raise BriefError(f"The round has no “{language}”; it has {', '.join(round_.languages)}.")
    words = _words(fixed_words or language, confirmed)
    _check_names(coded, language)
    tables = protect(count(dataset, engine, coded=coded), round_, published)
    hashes = {
        words("Instrument"): dataset.closing.hashes["round.json"],
        words("Dataset"): dataset.responses_hash,
        words("Tables"): tables.digest(),
        **dict(_layers(coded, round_, language, words)),
    }
    spoken = voices or NO_VOICES
    if spoken.digest:
        hashes[words("Quotes")] = spoken.digest
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
        population=population,
        weighting=None if population is None else Weighting.of(tables, population),
        codings=tuple(one.coding for one in coded),
        approved_by=approved_by,
        amounts=amounts_review(language, confirmed),
        voices=Voices(drawn(spoken.quotes, dataset.digest, quoted), spoken.digest),
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


def _layers(
    coded: Sequence[Coded], round_: Round, language: str, words: Words
) -> Iterator[tuple[str, str]]:
    """Yield each coding under its question, which two questions may share the wording of."""
    wordings = [question.text[language] for question in round_.questions]
    for one in coded:
        id_ = one.coding.question
        wording = round_.question(id_).text[language]
        question = words.quoted(wording if wordings.count(wording) == 1 else id_)
        yield words("Themes of the texts: {question}", question=question), one.coding.digest


def speaking(context: Context, path: Path) -> Context:
    """Return the context with the words of an organisation, which are in a file.

    Raises:
        OwnWordsError: they cannot be read, or something in them cannot be printed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefError(f"{path} cannot be read as text ({type(error).__name__}).") from None
    own = checked(text, file=str(path), language=context.language, meaning=context.meaning)
    hashes = {**context.hashes, path.name: hashlib.sha256(text.encode()).hexdigest()}
    return with_(context, own_words=own, accent=own.accent.lower() or context.accent, hashes=hashes)


def compiled(context: Context, audience: Audience = Audience.POLICYMAKER) -> Brief:
    """Return the whole document of an audience.

    Raises:
        ProofError: a sentence states something that the tables do not say.
    """
    design, say = DESIGNS[audience], context.words
    title = context.own(context.round.public_label)
    brief = Brief(
        title=title,
        kicker=_kicker(context, design),
        lead=_lead(context, design),
        language=say.language,
        label_language=context.wording_lang,
        practice=say(PRACTICE) if context.practice else "",
        running=_running(context, title),
        page_of=say.template("Page {page} of {pages}"),
        generated=context.generated_on.isoformat(),
        author=context.own(context.round.organiser.name),
        accent=context.accent,
        contents=say("Contents"),
        sections=tuple(_sections(context, design)),
        name=design.name,
        large=design.large,
    )
    prove(context.said, context.tables, say, context.meaning.quotes)
    return fitted(brief, design.most_pages, say)


def _kicker(context: Context, design: Design) -> str:
    """Return what kind of document it is, and what it is not yet."""
    say = context.words
    kind = say(design.kicker)
    if not context.release:
        kind = say("{kind} – draft, not released", kind=kind)
    if not say.reviewed:
        kind = say("{kind} – in words that nobody has reviewed", kind=kind)
    return kind


def _sections(context: Context, design: Design) -> Iterator[Section]:
    for makers, annex in ((design.main, False), (design.annex, True)):
        for make in makers:
            if (section := make(context)) is not None:
                yield replace(section, annex=annex)


def _lead(context: Context, design: Design) -> str:
    """Return the line under the title: what it is about, or thanks to those who took part."""
    finished = context.tables.finished
    if not design.large:
        return context.own(context.round.purpose)
    if not finished.shown:
        return context.everybody()
    thanks = compose_plural(
        context.words,
        "Thank you for taking part: {count} of you answered.",
        "Thank you for taking part: {count} of you answered.",
        finished.count or 0,
        count=number(finished, Form.COUNT),
    )
    return text_of(context.say(thanks))


def _running(context: Context, title: str) -> str:
    say, day = context.words, context.words.day(context.generated_on)
    if not context.release:
        return say("{title}. Draft of {day}, not released.", title=title, day=day)
    return say("{title}. Issued on {day}, release {n}.", title=title, day=day, n=context.release)
