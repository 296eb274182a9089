"""The screens that lints look at are all there, and their buttons fit whatever the ids are."""

import datetime as dt

from msgspec.structs import replace

from bot.catalogues import load_texts
from bot.outside import outside, units
from dialogs import round_file
from dialogs.lints.tools.screens import screens
from dialogs.prompts import Prompt
from dialogs.round import Review
from dialogs.states import ASIDES, KEPT, Phase
from dialogs.taps import LIMIT_BYTES, encode
from dialogs.texts import Texts
from tests.support.world import EVERYTHING, EVERYTHING_TEXT

KNOWN = outside(dt.date(2026, 11, 10))


def test_every_phase_and_every_card_is_drawn() -> None:
    drawn = {(one.session.phase, one.session.aside) for one in screens(EVERYTHING, "en", KNOWN)}
    for phase in set(Phase) - KEPT:
        assert {(phase, None), *((phase, aside) for aside in ASIDES[phase])} <= drawn
    assert {(phase, None) for phase in KEPT} <= drawn


def test_every_question_is_drawn_fresh_and_answered() -> None:
    drawn = list(screens(EVERYTHING, "mk", KNOWN))
    for question in EVERYTHING.questions[1:]:
        answered = {bool(one.session.answers) for one in drawn if one.session.at == question.id}
        assert answered == {True, False}, question.id


def test_the_buttons_fit_with_the_longest_ids_that_a_round_can_have() -> None:
    language, band = "srp-Latn-RS", "abcdefghij12"
    text = EVERYTHING_TEXT.replace("12_14", band).replace("mk: ", f"{language}: ")
    round_ = round_file.load(text, file="r.yaml")
    english = load_texts().speaker("en")
    known = replace(
        KNOWN,
        texts=Texts({language: english._catalogue}),
        catalogues={language: Review.DRAFTED},
    )
    sizes = [
        len(encode(one.session, choice).encode())
        for one in screens(round_, language, known)
        for row in one.prompt.rows
        for choice in row
    ]
    assert 45 < max(sizes) <= LIMIT_BYTES


def test_a_screen_is_as_long_as_telegram_counts_it() -> None:
    prompt = Prompt(language="en", heading="a<b", paragraphs=("&amp; 😀",), hint="c")
    assert units(prompt) == len("a<b\n\n&amp; ..\n\nc")
