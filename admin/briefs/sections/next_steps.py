"""For those who took part: what happens next and when, and who answers."""

from admin.briefs.asking import ON_THE_FRONT, asked
from admin.briefs.context import Context
from admin.briefs.model import Block, Bullets, Facts, Heading, Section, plain


def section(context: Context) -> Section:
    """Return who decides what and when, when an answer comes, and what is asked."""
    say, addressee, lang = context.words, context.round.addressee, context.wording_lang
    facts = Facts(
        (
            (say("Who decides"), plain(context.own(addressee.body), bold=True, lang=lang)),
            (say("Decision"), plain(context.begun(addressee.decision), lang=lang)),
            (say("Decision on"), plain(say.day(addressee.decision_date))),
            (say("When you get an answer"), plain(say.day(addressee.reply_date), bold=True)),
            (say("Contact, complaints"), plain(context.round.organiser.contact)),
        )
    )
    return Section("next_steps", say("What happens next"), (*_asks(context), facts))


def _asks(context: Context) -> tuple[Block, ...]:
    asks = asked(context)[:ON_THE_FRONT]
    if not asks:
        return ()
    items = tuple(plain(one.what, lang=context.wording_lang) for one in asks)
    return Heading(context.words("What they are asked to do")), Bullets(items)
