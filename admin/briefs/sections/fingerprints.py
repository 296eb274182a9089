"""Annex: what this brief was computed from, so that it can be computed again."""

from admin.briefs.context import Context
from admin.briefs.model import Paragraph, Section, Table, plain


def section(context: Context) -> Section:
    """Return the hashes of instrument, dataset and tables."""
    say = context.words
    text = say(
        "The same dataset and the same day of issue give the same brief. The dataset holds no"
        " names, no accounts and no times of day. All tables are in {file}.",
        file="tables.csv",
    )
    rows = tuple(context.hashes.items())
    table = Table("", (say("What"), "SHA-256"), rows, (1.3, 4), figures=False)
    return Section("fingerprints", say("Annex E: Fingerprints"), (Paragraph(plain(text)), table))
