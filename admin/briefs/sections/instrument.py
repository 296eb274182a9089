"""Annex: the exact wording of everything that was asked, in every language of the round."""

from admin.briefs.context import Context
from admin.briefs.model import Block, Bullets, Heading, Paragraph, Run, Section
from dialogs.languages import OWN_NAMES
from dialogs.questions import AnyQuestion, Scale


def section(context: Context) -> Section:
    """Return consent and questions, language by language."""
    say = context.words
    blocks: list[Block] = []
    for tag in context.round.languages:
        blocks.append(Heading(OWN_NAMES.get(tag, tag), tag))
        blocks.append(Paragraph((Run(context.round.consent.text[tag], lang=tag),)))
        items = tuple(_question(question, tag) for question in context.round.questions)
        blocks.append(Bullets(items))
    return Section("instrument", say("Annex D: Full wording"), tuple(blocks))


def _question(question: AnyQuestion, tag: str) -> tuple[Run, ...]:
    runs = [Run(question.text[tag], bold=True, lang=tag)]
    if isinstance(question, Scale):
        return (*runs, Run(f" {_together(question.ends(tag))}", lang=tag))
    if question.levels():
        options = " · ".join(level.label[tag] for level in question.levels())
        runs.append(Run(f" {_together(options)}", lang=tag))
    return tuple(runs)


def _together(text: str) -> str:
    """Return a text in which no line begins with a separator."""
    return text.replace(" = ", "\u00a0=\u00a0").replace(" · ", "\u00a0· ")
