"""Every text that a round can have is told to translators by what it is."""

from collections.abc import Iterator
from typing import get_args

import msgspec
import msgspec.inspect as declared
import pytest

from dialogs.questions.base import Localised
from dialogs.round import Round
from dialogs.translating.contexts import CONTEXTS, Limit, Unit, context_of


def declared_texts(type_: declared.Type, path: str) -> Iterator[str]:
    match type_:
        case declared.UnionType(types=types):
            for one in types:
                yield from declared_texts(one, path)
        case declared.VarTupleType(item_type=inner):
            yield from declared_texts(inner, f"{path}[]")
        case declared.StructType(cls=cls, fields=fields):
            localised = {
                field.encode_name
                for field in msgspec.structs.fields(cls)
                if Localised in (field.type, *get_args(field.type))
            }
            for each in fields:
                name = f"{path}.{each.encode_name}".lstrip(".")
                if each.encode_name in localised:
                    yield name
                elif each.encode_name != "show_if":  # it has no texts, and holds itself
                    yield from declared_texts(each.type, name)


def test_every_text_has_a_context_and_every_context_a_text() -> None:
    assert set(declared_texts(declared.type_info(Round), "")) == set(CONTEXTS)


def test_a_context_is_found_by_its_path() -> None:
    assert context_of("$.questions[12].options[3].label").told.startswith("Button.")


@pytest.mark.parametrize("told", [one.told for one in CONTEXTS.values()])
def test_a_context_is_a_sentence(told: str) -> None:
    assert told.endswith(".")


def test_limits_count_as_the_lints_do() -> None:
    assert Limit(64, Unit.CHARACTERS).length("no\u0301") == 2
    assert Limit(80, Unit.WORDS).length("two words, 3") == 2
