"""What a reader of the files must know, in sentences."""

from collections.abc import Iterator

from admin.briefs import method_items, numbers, themes
from admin.briefs.sections import protection, tables
from admin.exports.source import Source
from admin.translating.base import named


def legend(source: Source) -> list[str]:
    """Return how a table is to be read."""
    return [tables.how_to_read(source.context), protection.rounding(source.context)]


def facts(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of what is to be said of the consultation."""
    context, say = source.context, source.context.words
    round_ = context.round
    yield say("Purpose"), context.own(round_.purpose)
    yield say("Conducted by"), context.own(round_.organiser.name)
    yield say("Paid for by"), context.own(round_.organiser.funder)
    yield say("Contact, complaints"), round_.organiser.contact
    yield say("Addressee"), context.own(round_.addressee.body)
    yield say("When"), context.period()
    yield say("Language of the wordings"), named(context.language)
    yield say("How they came"), came(source)
    yield say("How they answered"), method_items.answered(context)
    yield say("Base"), method_items.base(context)
    if rules := list(numbers.rules(context)):
        yield say("Processing"), " ".join(rules)
    yield from themes.facts(context)
    yield say("Protection"), " ".join((*protection.items(context), no_responses(source)))


def came(source: Source) -> str:
    """Return how people came to take part, and what follows from it."""
    return " ".join((method_items.came(source.context), method_items.precision(source.context)))


def no_responses(source: Source) -> str:
    """Return why responses are not among the files."""
    return source.context.words(
        "There is no file of responses: it would give every hidden number back. All files hold the"
        " same protected tables."
    )


def synthetic(source: Source) -> list[str]:
    """Return how the synthetic responses were made, and what they are not good for."""
    say = source.context.words
    return [
        say(
            "Nobody gave these responses: they are made from the published tables alone, so that an"
            " analysis can be written and tried out. Only the tables are results."
        ),
        say(
            "How answers to different questions go together is chance, and tells nothing about"
            " anybody."
        ),
        *_within(source),
        say(
            "Each answer has as many people as its printed count says, give or take the rounding;"
            " chance decides who they are. An answer whose count is hidden is given to nobody:"
            " those who must have one are marked as hidden."
        ),
        say(
            "First places and points of a scale fit the other numbers of their question; limits on"
            " how many answers or points one person may give are not kept. The place of each option"
            " of a ranking is in the tables only."
        ),
        *_without_texts(source),
    ]


def _within(source: Source) -> list[str]:
    if not source.given:
        return []
    told = source.context.words(
        "The exception: questions that the tables break down by {breakdown} are drawn within its"
        " groups. Where a number is hidden there, the groups are taken to be alike.",
        breakdown=source.context.labels.breakdown_in_text(source.given),
    )
    return [told]


def _without_texts(source: Source) -> list[str]:
    if not source.context.codings:
        return []
    return [source.context.words("Themes of texts are in the tables only: nobody here has them.")]
