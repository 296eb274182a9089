"""What fewer young people say is an item of its own."""

from admin.briefs.compiling import context_of
from admin.briefs.model import Bullets, text_of
from admin.briefs.sections import fewer, front
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED


def test_the_least_chosen_answer_that_can_be_shown_is_told(dataset: Dataset) -> None:
    context = context_of(dataset, language="en", generated_on=ISSUED)
    section = fewer.section(context)
    assert section is not None
    (bullets,) = section.blocks
    assert isinstance(bullets, Bullets)
    questions = context.round.questions
    for line in map(text_of, bullets.items):
        share, _, rest = line.partition("% chose “")
        answer, _, question = rest.rstrip("”.").partition("” when asked “")
        asked = next(one for one in questions if one.text["en"].rstrip(".") == question)
        table = context.tables.table(asked.id)
        shown = {
            context.labels.category(one): table.cell(one.id).percent
            for one in table.variable.substance
            if table.cell(one.id).percent is not None
        }
        assert int(share) == shown[answer] == min(one for one in shown.values() if one is not None)
        assert int(share) < fewer.LESS_THAN


def test_the_front_page_says_how_far_the_decision_is(dataset: Dataset) -> None:
    context = context_of(dataset, language="en", generated_on=ISSUED)
    facts = front.section(context).blocks[0]
    assert "15 February 2027 · A measure is being designed" in str(facts)
