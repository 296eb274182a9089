"""The question kinds. A new kind is a new file here and a new name in `AnyQuestion`."""

from typing import get_args

from dialogs.questions.base import Question
from dialogs.questions.date_part import DatePart
from dialogs.questions.free_text import FreeText
from dialogs.questions.info import Info
from dialogs.questions.number import Number
from dialogs.questions.pick_many import PickMany
from dialogs.questions.pick_one import PickOne
from dialogs.questions.points import Points
from dialogs.questions.ranking import Ranking
from dialogs.questions.scale import Scale
from dialogs.questions.statements import Statements

AnyQuestion = (
    DatePart | FreeText | Info | Number | PickMany | PickOne | Points | Ranking | Scale | Statements
)

KINDS: dict[str, type[Question]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(AnyQuestion)
}
"""Every kind by the name that a round file uses."""

__all__ = [
    "KINDS",
    "AnyQuestion",
    "DatePart",
    "FreeText",
    "Info",
    "Number",
    "PickMany",
    "PickOne",
    "Points",
    "Question",
    "Ranking",
    "Scale",
    "Statements",
]
