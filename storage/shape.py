"""What may change while a round is open: the wording. What was promised may only become stricter.

A mended typing error must not change what an answer means, or the dataset would mix two questions.
"""

import msgspec

from dialogs.round import Round, Unfinished


class RoundChangedError(Exception):
    """More than wording differs from the round that people are answering; the message says what."""


def check_same_shape(before: Round, after: Round) -> None:
    """Raise `RoundChangedError` unless `after` is `before` in other words, or a stricter one."""
    if after.closes < before.closes:
        raise RoundChangedError(
            f"round {after.id} closes on {before.closes}, as people were told, and not earlier. "
            f"Write `closes: {before.closes}` into the round file, or a later day."
        )
    for what, same in _comparisons(before, after).items():
        if not same:
            raise RoundChangedError(
                f"round {after.id} is open and its {what} changed; only wording can be mended "
                "now. Give the round another id, or take the change back."
            )


def reworded(before: Round, after: Round) -> tuple[str, ...]:
    """Return the ids of the questions that are not word for word the same, in their order."""
    was = {question.id: question for question in before.questions}
    return tuple(one.id for one in after.questions if one.id in was and one != was[one.id])


def _comparisons(before: Round, after: Round) -> dict[str, bool]:
    was, will = before.publication, after.publication
    return {
        "practice mark": before.practice == after.practice,
        "list of questions": _questions(before) == _questions(after),
        "list of those who can take part": (before.invitation, before.hear_organisations)
        == (after.invitation, after.hear_organisations),
        "age bands": before.age_bands == after.age_bands,
        "minimum age": before.minimum_age <= after.minimum_age,
        "time that drafts are kept": before.keep_drafts_days >= after.keep_drafts_days,
        "rule for answers that were not sent": before.unfinished is after.unfinished
        or after.unfinished is Unfinished.DISCARD,
        "question whether words may be quoted": before.may_quote == after.may_quote,
        "way of counting themes": before.links_texts or not after.links_texts,
        "threshold": was.threshold <= will.threshold,
        "rounding": was.rounding <= will.rounding,
        "list of breakdowns": set(was.breakdowns) >= set(will.breakdowns),
    }


def _questions(round_: Round) -> object:
    """Return the questions without their wording: what is asked of whom, and what can be said."""
    return _without_words(msgspec.to_builtins(round_.questions), set(round_.languages))


def _without_words(value: object, languages: set[str]) -> object:
    match value:
        case dict() if value and value.keys() <= languages:
            return None
        case dict():
            inner = {name: _without_words(one, languages) for name, one in value.items()}
            return {name: one for name, one in inner.items() if one is not None}
        case list() | tuple():
            return [_without_words(one, languages) for one in value]
    return value
