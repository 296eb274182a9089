"""The type cell: `select_one towns or_other`, `select one from towns`, `begin group`, `q string`.

Types have many spellings; this gives each its usual one.
"""

import re

from msgspec import Struct


class Type(Struct, frozen=True):
    """What a row asks.

    Attributes:
        name: the usual name, with underscores.
        list_name: the list of choices, or the file they come from.
        or_other: "other", with own words, is added to the choices.
    """

    name: str
    list_name: str = ""
    or_other: bool = False


_SELECTS = {
    "select_one_from_file": "select_one_from_file",
    "select_multiple_from_file": "select_multiple_from_file",
    "select_one_external": "select_one_external",
    "add_select_one_prompt_using": "select_one",
    "add_select_multiple_prompt_using": "select_multiple",
    "select_all_that_apply_from": "select_multiple",
    "select_all_that_apply": "select_multiple",
    "select_multiple_from": "select_multiple",
    "select_multiple_using": "select_multiple",
    "select_multiple": "select_multiple",
    "select_one_from": "select_one",
    "select_one_using": "select_one",
    "select_one": "select_one",
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "cascading_select": "cascading_select",
}
_PLAIN = {
    "string": "text",
    "int": "integer",
    "date_time": "datetime",
    "photo": "image",
    "picture": "image",
    "gps": "geopoint",
    "location": "geopoint",
    "trigger": "acknowledge",
    "imei": "deviceid",
    "device_id": "deviceid",
    "phone_number": "phonenumber",
    "sim_id": "simserial",
    "subscriber_id": "subscriberid",
    "start_time": "start",
    "end_time": "end",
    "begin_lgroup": "begin_repeat",
    "end_lgroup": "end_repeat",
    "begin_looped_group": "begin_repeat",
    "end_looped_group": "end_repeat",
}
_OTHER = re.compile(r"\s+(?:or_other|or other|or specify other|specify_other)$", re.IGNORECASE)
_WRAPPED = re.compile(r"^(?:add|q|get|uri:)_?|_prompt$")


def type_of(text: str, *, list_name: str = "", or_other: bool = False) -> Type:
    """Return what a type cell says; KoboToolbox keeps the list and "other" in other columns."""
    bare = _OTHER.sub("", text.strip())
    other = or_other or bare != text.strip()
    words = bare.split()
    for length in range(len(words), 0, -1):
        start = "_".join(words[:length]).casefold()
        if start in _SELECTS:
            rest = " ".join(words[length:]).strip("() ")
            return Type(_SELECTS[start], rest or list_name, other)
    return Type(_usual("_".join(words).casefold()))


def _usual(joined: str) -> str:
    begun = re.sub(r"^(begin|end)[:_\s]+", r"\1_", joined)
    bare = begun if begun in _PLAIN else _WRAPPED.sub("", begun)
    return _PLAIN.get(bare, bare)
