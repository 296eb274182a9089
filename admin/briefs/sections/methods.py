"""Annex: how the consultation was done, in short, and the rules of wording."""

from admin.briefs import process, quarantine, readings
from admin.briefs.context import Context
from admin.briefs.method_items import facts
from admin.briefs.model import Facts, Section
from admin.briefs.rules import rules


def section(context: Context) -> Section:
    """Return the facts of method and the rules of wording."""
    blocks = (
        Facts(tuple(facts(context))),
        *process.by_language(context),
        *quarantine.comparison(context),
        *rules(context),
        *readings.blocks(context),
    )
    return Section("methods", context.words("Annex A: Methods"), blocks, new_page=True)
