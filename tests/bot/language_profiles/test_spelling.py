import pytest

from bot.language_profiles.romanising import spelled, ways_of
from bot.language_profiles.spelling import without_marks, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Të ulesh, 2 herë!", ["të", "ulesh", "herë"]),
        ("TIRANË", ["tiranë"]),
        ("İstanbul’da", ["istanbul’da"]),
        ("o'zbek oʻzbek o‘zbek", ["o’zbek"] * 3),
        ("și ţara", ["şi", "ţara"]),
        ("a\u0306 👍 'x'", ["ă", "x"]),
        ("12 — !", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_marks_go_from_latin_letters_only() -> None:
    assert without_marks("čđışə й ё") == "cdise й ё"


def test_ways_of_spelling_in_latin_letters() -> None:
    assert {spelled("щука", way) for way in ways_of("ru")} >= {"shchuka", "schuka", "ščuka"}
    assert next(spelled("ում", way) for way in ways_of("hy")) == "um"
    assert next(spelled("որ", way) for way in ways_of("hy")) == "vor"
