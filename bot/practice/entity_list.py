"""Reads the `entities` that a bot sends beside a text instead of a parse mode.

Source: Client.cpp get_input_entities, get_text_entity, get_text_entity_type.
"""

import msgspec

from bot.practice.entities import MAX_ENTITIES, Entity
from bot.practice.refusals import ENTITY_UNREADABLE
from bot.practice.wire import Json

_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
_KEPT = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre"}
    | {"blockquote", "expandable_blockquote", *_NEEDS}
)
_FOUND_BY_TELEGRAM = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
    | {"bank_card_number"}
)


def read_entities(raw: str) -> tuple[Entity, ...]:
    """The entities of a JSON list; what is not a list counts as none.

    Raises:
        Refused: one of them is not an entity.
    """
    try:
        value: Json = msgspec.json.decode(raw) if raw else None
    except msgspec.DecodeError:
        return ()
    if not isinstance(value, list):
        return ()
    found = [_entity(each) for each in value]
    return tuple(entity for entity in found if entity.type in _KEPT)[:MAX_ENTITIES]


def _entity(value: Json) -> Entity:
    if not isinstance(value, dict):
        raise ENTITY_UNREADABLE(detail="expected an Object")
    kind = str(value.get("type", ""))
    for field in ("offset", "length", "type", _NEEDS.get(kind, "type")):
        if field not in value:
            raise ENTITY_UNREADABLE(detail=f'Can\'t find field "{field}"')
    for field in ("offset", "length"):
        if not isinstance(value[field], int):
            raise ENTITY_UNREADABLE(detail=f'Field "{field}" must be of type Number')
    if kind not in _KEPT | _FOUND_BY_TELEGRAM:
        raise ENTITY_UNREADABLE(detail="Unsupported type specified")
    return msgspec.convert(value, Entity)
