"""Annex of the technical report: the methods, item by item as AAPOR numbers them."""

from admin.briefs import process, quarantine, readings
from admin.briefs.context import Context
from admin.briefs.method_items import Told, items
from admin.briefs.model import Block, Facts, Heading, Paragraph, Section
from admin.briefs.rules import rules


def section(context: Context) -> Section:
    """Return each item under its heading, then the rules of wording."""
    blocks: list[Block] = []
    for number, (name, facts) in enumerate(items(context), start=1):
        blocks += [Heading(f"{number}. {name}"), _told(facts)]
    blocks += [*process.by_language(context), *quarantine.comparison(context)]
    blocks += [*rules(context), *readings.blocks(context)]
    return Section("methods", context.words("Annex A: Methods"), tuple(blocks), new_page=True)


def _told(facts: Told) -> Block:
    """Return one fact as a text, whose name its heading says, and several with their names."""
    return Facts(tuple(facts)) if len(facts) > 1 else Paragraph(facts[0][1])
