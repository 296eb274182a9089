"""The chat message for participants: it fits into one message, or says what to shorten."""

import pytest
from msgspec.structs import replace

from admin.briefs import as_chat
from admin.briefs.audiences import Audience
from admin.briefs.compiling import compiled, context_of
from admin.briefs.errors import BriefError
from admin.briefs.model import Brief, Bullets, Paragraph, Section, plain
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED


@pytest.fixture(scope="module")
def brief(dataset: Dataset) -> Brief:
    context = context_of(dataset, language="sq", generated_on=ISSUED)
    return compiled(context, Audience.PARTICIPANTS)


def longer(brief: Brief, text: str) -> Brief:
    more = Section("more", "", (Paragraph(plain(text)),))
    return replace(brief, sections=(*brief.sections, more))


def test_it_is_plain_text_in_the_language_of_the_round(brief: Brief) -> None:
    text = as_chat.render(brief).decode()
    assert text.splitlines()[2] == "Mbrëmjet tona"
    assert "• " in text
    assert "**" not in text


def test_what_fits_is_let_through_and_one_more_is_not(brief: Brief) -> None:
    room = as_chat.MOST - len(as_chat.render(brief).decode()) - len("\n\n")
    assert as_chat.render(longer(brief, "a" * room))
    with pytest.raises(BriefError, match="and a chat message 4096"):
        as_chat.render(longer(brief, "a" * (room + 1)))


def test_signs_that_count_twice_in_telegram_count_twice(brief: Brief) -> None:
    room = as_chat.MOST - len(as_chat.render(brief).decode()) - len("\n\n")
    with pytest.raises(BriefError):
        as_chat.render(longer(brief, "🌙" * (room // 2 + 1)))


def test_an_empty_list_leaves_no_gap(brief: Brief) -> None:
    empty = replace(brief, sections=(*brief.sections, Section("x", "", (Bullets(()),))))
    assert as_chat.render(empty) == as_chat.render(brief)
