"""Everybody is asked something, whatever their language, their age and for whom they answer."""

from collections.abc import Iterator
from itertools import product

from dialogs.path import path
from dialogs.round import Round
from dialogs.session import Respondent, Session
from dialogs.shape.base import Finding


def find(round_: Round) -> Iterator[Finding]:
    """Before the first question nothing has been answered: what is known decides alone."""
    people = [(Respondent.PERSON, band.id) for band in round_.age_bands]
    people += [(Respondent.ORGANISATION, "")] if round_.hear_organisations else []
    for language, (respondent, age) in product(round_.languages, people):
        begun = Session(language=language, respondent=respondent, age=age)
        if not path(round_, begun).questions:
            who = f"age {age}" if age else "an organisation"
            yield (
                "$.questions",
                f"Nothing is asked of some ({who}, in “{language}”).",
                "Take `show_if` away from one question, so that everybody is asked it.",
            )
            return
