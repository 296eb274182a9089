"""Annex: the exact wording of everything that was asked, in every language of the round."""

from collections.abc import Iterator

from admin.briefs.context import Context
from admin.briefs.model import Block, Bullets, Heading, Paragraph, Run, Section
from dialogs.languages import OWN_NAMES
from dialogs.questions import AnyQuestion, Scale, Statements
from dialogs.round import Consent


def section(context: Context) -> Section:
    """Return consent and questions, language by language."""
    say = context.words
    blocks: list[Block] = []
    for tag in context.round.languages:
        blocks.append(Heading(OWN_NAMES.get(tag, tag), tag))
        blocks += [
            Paragraph((Run(text, lang=tag),)) for text in _consent(context.round.consent, tag)
        ]
        items = tuple(_question(question, tag) for question in context.round.questions)
        blocks.append(Bullets(items))
    return Section("instrument", say("Annex D: Full wording"), tuple(blocks))


def _consent(consent: Consent, tag: str) -> Iterator[str]:
    """Yield what was agreed to, what those below the age of consent were told, and the check."""
    yield consent.text[tag]
    if consent.guardians:
        yield consent.guardians.text[tag]
    if consent.check:
        options = " · ".join(option.label[tag] for option in consent.check.options)
        yield f"{consent.check.text[tag]} {_together(options)}"


def _question(question: AnyQuestion, tag: str) -> tuple[Run, ...]:
    runs = [Run(question.text[tag], bold=True, lang=tag)]
    if isinstance(question, Scale):
        runs.append(Run(f" {_together(question.ends(tag))}", lang=tag))
    elif choices := _choices(question, tag):
        runs.append(Run(f" {_together(' · '.join(choices))}", lang=tag))
    if question.why:
        runs.append(Run(f" {question.why[tag]}", quiet=True, lang=tag))
    return tuple(runs)


def _choices(question: AnyQuestion, tag: str) -> list[str]:
    """Return what could be chosen, or voted on."""
    if isinstance(question, Statements):
        return [statement.wording(tag) for statement in question.seeds]
    return [level.label[tag] for level in question.levels()]


def _together(text: str) -> str:
    """Return a text in which no line begins with a separator."""
    return text.replace(" = ", "\u00a0=\u00a0").replace(" · ", "\u00a0· ")
