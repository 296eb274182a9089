"""What a form can ask and a round does not, by type: what it is, and what to do instead."""

_PLACE = "Ask for the town or the part of town: select_one with the appearance “minimal”."
_DEVICE = "Nothing. A round keeps nothing about phones, on purpose."
_MEDIA = "Ask for words instead, with a text question. A picture or a voice points to a person."
_COUNT = "Nothing, unless a condition needs it: then put that question's own answer there."

UNSUPPORTED: dict[str, tuple[str, str]] = {
    "geopoint": ("a place on the map", _PLACE),
    "geotrace": ("a line on the map", _PLACE),
    "geoshape": ("an area on the map", _PLACE),
    "start-geopoint": ("the place of the phone", _DEVICE),
    "background-geopoint": ("the place of the phone", _DEVICE),
    "osm": ("a map feature", _PLACE),
    "image": ("a picture", _MEDIA),
    "audio": ("a recording", _MEDIA),
    "background-audio": ("a recording", _MEDIA),
    "video": ("a film", _MEDIA),
    "file": ("a file", _MEDIA),
    "barcode": ("a barcode", "Leave it out. For invitations, use `invitation: code`."),
    "calculate": ("a calculation", _COUNT),
    "hidden": ("a hidden value", _COUNT),
    "percentage": ("a calculation", _COUNT),
    "datetime": ("a day with its time", "Ask for the month: date with the appearance month-year."),
    "time": ("a time of day", "Offer parts of the day with select_one."),
    "start": ("when the form was opened", _DEVICE),
    "end": ("when the form was finished", _DEVICE),
    "today": ("the day of the answer", _DEVICE),
    "deviceid": ("the phone's number", _DEVICE),
    "subscriberid": ("the SIM card's number", _DEVICE),
    "simserial": ("the SIM card's number", _DEVICE),
    "phonenumber": ("the phone number", _DEVICE),
    "username": ("the name of the user", _DEVICE),
    "email": ("the address of the user", _DEVICE),
    "audit": ("a log of what was touched", _DEVICE),
    "xml-external": ("data from a file", "Write the choices into the choices sheet."),
    "csv-external": ("data from a file", "Write the choices into the choices sheet."),
    "select_one_from_file": ("choices from a file", "Write them into the choices sheet."),
    "select_multiple_from_file": ("choices from a file", "Write them into the choices sheet."),
    "select_one_external": (
        "choices from another sheet",
        "Move them to the choices sheet, and use select_one with choice_filter.",
    ),
    "cascading_select": ("an old form of choice_filter", "Use select_one with choice_filter."),
    "begin_kobomatrix": ("a matrix", "Write one question for each of its cells that you need."),
}
"""Types by the name that `types.type_of` gives them."""

COLUMNS: dict[str, tuple[str, str]] = {
    "calculation": ("a calculation", "Leave it out."),
    "default": ("an answer given in advance", "Leave it out: it would count as an opinion."),
    "constraint_message": (
        "the words for an answer that does not fit",
        "Nothing: the bot says it itself.",
    ),
    "required_message": (
        "the words for a missing answer",
        "Nothing: no question must be answered.",
    ),
    "read_only": ("a mark that one cannot answer", "Use a note."),
    "repeat_count": ("how often to repeat", "Write the questions out."),
    "trigger": ("what starts a calculation", "Leave it out."),
    "guidance_hint": ("a hint for interviewers", "Nothing: nobody reads it out."),
    "image": ("a picture", "Say it in words."),
    "big-image": ("a picture", "Say it in words."),
    "audio": ("a recording", "Say it in words."),
    "video": ("a film", "Say it in words."),
    "save_to": ("an entity's property", "Leave it out: nothing is kept about a person."),
    "autoplay": ("how a recording plays", "Leave it out."),
    "rows": ("how large a field is", "Leave it out."),
    "parameters": ("a setting of the question", "Leave it out."),
    "appearance": ("how the question looks", "Nothing: a chat has its own look."),
}
"""Columns that a round has nothing for."""

SETTINGS: dict[str, tuple[str, str]] = {
    "version": ("the version of the form", "Nothing: a round is known by its contents."),
    "style": ("how the form looks", "Nothing: a chat has its own look."),
    "public_key": ("a key for sealing answers", "Make the round's own: `consult keys new`."),
    "submission_url": ("where answers are sent", "Nothing: the bot keeps them itself."),
    "auto_send": ("how answers are sent", "Nothing."),
    "auto_delete": ("how answers are deleted", "Nothing: see `keep_drafts_days`."),
    "instance_name": ("the name of a response", "Nothing: a response has no name."),
    "allow_choice_duplicates": ("leave for choices of one name", "Give each its own name."),
}
"""Settings that a round has nothing for."""

TECHNICAL = ("$", "kobo--", "_", "body::", "instance", "attribute", "bind", "control")
"""How columns begin that hold no words of an author."""
