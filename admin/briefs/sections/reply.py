"""The addressee's answer: one row an ask, to be filled in."""

from admin.briefs.asking import asked
from admin.briefs.context import Context
from admin.briefs.model import Paragraph, Section, Table, plain


def section(context: Context) -> Section | None:
    """Return the empty table, None when nothing is asked."""
    asks = asked(context)
    if not asks:
        return None
    say = context.words
    head = (say("Ask"), say("Accepted, partly, or no"), say("Reason"), say("Done by"))
    rows = tuple((one.numbered, "", "", "") for one in asks)
    text = say(
        "Please fill in one row for each ask and send it by {day} to {contact}. The organisers pass"
        " your answer on to the young people who took part. If an ask is not accepted, the reason"
        " matters to them.",
        day=say.day(context.round.addressee.reply_date),
        contact=context.round.organiser.contact,
    )
    table = Table(
        "", head, rows, (3.6, 2.3, 3, 1.5), figures=False, ruled=True, lang=context.wording_lang
    )
    blocks = (Paragraph(plain(text)), table)
    return Section("reply", say("Your answer"), blocks, yields=2, alone=True)
