"""A screen that is the same for everybody is made once; what the buttons carry is each person's."""

import msgspec
import pytest
from msgspec.structs import replace

from bot.channels import rendering
from bot.channels.rendering import drawn, text_of
from bot.channels.telegram_wire import Keyboard
from dialogs import Session
from dialogs.prompts import Choice, Prompt
from dialogs.states import MoveName, Phase
from dialogs.taps import encode
from tests.support.person import Person
from tests.support.small_rounds import small_round

NEXT, AGREE = Choice("On ➡", MoveName.NEXT), Choice("“Yes” \\", MoveName.AGREE, "1")
PROMPT = Prompt(language="en", heading="a<b", hint="small", rows=((NEXT,), (AGREE, NEXT)))
ROUND = small_round(
    {"kind": "pick_one", "id": "colour", "options": ["red", {"id": "own", "other": True}]},
    {"kind": "free_text", "id": "why"},
)


@pytest.mark.parametrize("common", [True, False])
@pytest.mark.parametrize("nonce", ["aaaa", "bbbb", 'q"\\'])
def test_buttons_carry_what_belongs_to_one_person(nonce: str, common: bool) -> None:
    session = Session(phase=Phase.ASKING, nonce=nonce, step=7)
    _, buttons = drawn(replace(PROMPT, common=common), session, "round1")
    rows = msgspec.json.decode(buttons, type=Keyboard).inline_keyboard
    said = [[(one.text, one.callback_data) for one in row] for row in rows]
    assert said == [
        [(one.text, encode(session, one, "round1")) for one in row] for row in PROMPT.rows
    ]


def test_a_remark_stands_above_this_screen_and_no_later_one() -> None:
    common = replace(PROMPT, common=True)
    with_remark, _ = drawn(common, Session(), "", "1 < 2")
    assert with_remark == f"<i>1 &lt; 2</i>\n\n{text_of(PROMPT)}"
    assert drawn(common, Session(), "")[0] == text_of(PROMPT)


def test_a_remark_alone_is_a_text() -> None:
    assert text_of(Prompt(language="en"), "Hello") == "<i>Hello</i>"


def test_no_words_that_were_typed_are_remembered() -> None:
    person = Person(ROUND)
    person.consent()
    person.tap("own")
    assert _is_common(person)
    person.type("turquoise")
    person.tap("Back")
    assert "turquoise" in text_of(person.prompt)
    assert not _is_common(person)
    person.tap("Keep and go on ➡")
    person.type("because of the sea")
    assert "because of the sea" in text_of(person.prompt)
    assert not _is_common(person)


def _is_common(person: Person) -> bool:
    return person.prompt.common


def test_only_a_screen_that_is_the_same_for_everybody_is_made_once() -> None:
    rendering._made_once.cache_clear()
    for common in (False, True, True):
        drawn(replace(PROMPT, common=common), Session(), "")
    assert rendering._made_once.cache_info()[:2] == (1, 1)
