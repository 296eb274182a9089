"""Typed words that mean a command, in every language."""

import pytest

from dialogs.words import meaning
from tests.support.world import EXAMPLE, TEXTS

COMMANDS = {"stop": "stop, quit, end", "help": "help, sos", "back": "back", "skip": "skip"}


@pytest.mark.parametrize("language", EXAMPLE.languages)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_word_means_its_command(language: str, command: str) -> None:
    say = TEXTS.speaker(language)
    words = say.words(COMMANDS[command])
    assert words
    for word in words:
        for typed in (word, word.upper(), f"  {word}. "):
            assert meaning(typed, say) == command


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_no_word_means_two_things(language: str) -> None:
    say = TEXTS.speaker(language)
    words = [word for source in COMMANDS.values() for word in say.words(source)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_no_option_of_the_example_is_taken_for_a_command(language: str) -> None:
    say = TEXTS.speaker(language)
    labels = [level.label[language] for each in EXAMPLE.questions for level in each.levels()]
    assert [label for label in labels if meaning(label, say)] == []


@pytest.mark.parametrize("text", ["", "   ", "stop it please", "nonstop", "?"])
def test_a_word_within_a_sentence_is_no_command(text: str) -> None:
    assert meaning(text, TEXTS.speaker("en")) is None
