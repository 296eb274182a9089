"""Catalogues and code agree: nothing missing, nothing superfluous, the same blanks everywhere."""

import ast
import re
from pathlib import Path

import pytest

import dialogs
from bot.catalogues import load_texts, review_states
from dialogs.languages import OWN_NAMES
from tests.support.world import EXAMPLE

SOURCES = Path(dialogs.__file__).parent
BLANK = re.compile(r"\{(\w+)\}")


def said_in_code() -> set[str]:
    texts = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_saying(node.func):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    texts.add(first.value)
    return texts


def _is_saying(function: ast.expr) -> bool:
    match function:
        case ast.Name("say") | ast.Attribute(_, "say"):
            return True
        case ast.Attribute(ast.Name("say"), "words"):
            return True
    return False


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_every_text_is_translated_with_the_same_blanks(language: str) -> None:
    say = load_texts().speaker(language)
    for text in said_in_code():
        assert sorted(BLANK.findall(say(text))) == sorted(BLANK.findall(text)), text


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_every_sentence_ends_as_a_sentence(language: str) -> None:
    say = load_texts().speaker(language)
    texts = {text for text in said_in_code() if text[-1] in ".!?"}
    assert {text: say(text) for text in texts if say(text)[-1] not in ".!?"} == {}


def test_a_date_in_serbian_has_its_point() -> None:
    """Day, month and year are ordinal numbers there, and the last one's point is kept."""
    catalogue = load_texts().speaker("sr-Latn")._catalogue
    dated = [text for text in catalogue.values() if "{date}" in text]
    assert dated
    assert [text for text in dated if text.count("{date}.") != text.count("{date}")] == []


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_no_catalogue_holds_what_nobody_says(language: str) -> None:
    catalogue = load_texts().speaker(language)._catalogue
    assert set(catalogue) == said_in_code()


def test_every_catalogue_has_a_review_state_and_an_own_name() -> None:
    assert set(review_states()) == set(OWN_NAMES)
