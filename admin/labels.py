"""What a category, a group or a breakdown is called, in one language of the round."""

from dataclasses import dataclass

from admin.analysis.counting import ORGANISATIONS
from admin.analysis.statements import (
    AGREE,
    DISAGREE,
    LETTERS,
    NOT_AGREE,
    PASS,
    UNGROUPED,
    are_groups,
)
from admin.analysis.variables import (
    AGE,
    ANSWERED,
    DECLINED,
    INVITED,
    LANGUAGE,
    NO_VOTE,
    QUARANTINED,
    SKIPPED,
    WITH_CODE,
    WITHOUT_CODE,
    Category,
    Variable,
)
from admin.words import Words
from dialogs.questions import PickOne
from dialogs.round import Round
from dialogs.sorting import sort_key

_FIXED = {
    SKIPPED: "No answer",
    DECLINED: "Rather not say",
    ANSWERED: "Wrote something",
    WITH_CODE: "With an invitation code",
    WITHOUT_CODE: "Through the open link",
    AGREE: "Agree",
    DISAGREE: "Disagree",
    NOT_AGREE: "Do not agree",
    PASS: "Pass",
    NO_VOTE: "No vote",
    UNGROUPED: "In no group",
    **{letter: f"Group {letter}" for letter in LETTERS},
}

_TALLIES = {
    "finished": "Finished and counted",
    "started": "Agreed to take part and began",
    "stopped": "Stopped on the way",
    "unfinished": "Not finished when the round closed",
    "blocked": "Closed the chat for good on the way",
    "withdrawn": "Took their answers back afterwards",
    "declined": "Said no when asked to take part",
    "too_young": "Turned away because too young",
    QUARANTINED: "Finished, but set apart as stuffing",
    ORGANISATIONS: "Answered for an organisation",
    "kept_unsent": "Not sent, but kept by the rule of the round",
    "lost": "Lost by a fault",
}


@dataclass(frozen=True)
class Labels:
    """The names of everything that is counted."""

    round: Round
    language: str
    words: Words

    def category(self, category: Category) -> str:
        """Return the wording that participants saw, or the fixed word."""
        if category.id in _FIXED:
            return self.words(_FIXED[category.id])
        return category.label[self.language]

    def in_order(self, variable: Variable) -> tuple[Category, ...]:
        """Return the categories as a reader looks for them: languages and places by their names.

        All else keeps the order of the round, and so do "elsewhere" and the like, at the end.
        """
        kept = [
            category for category in variable.categories if category not in self._named(variable)
        ]
        named = sorted(
            self._named(variable), key=lambda one: sort_key(self.category(one), self.language)
        )
        return (*named, *kept)

    def _named(self, variable: Variable) -> list[Category]:
        if variable.id == LANGUAGE:
            return list(variable.categories)
        question = self.round.question(variable.question) if variable.question else None
        if not isinstance(question, PickOne) or not question.places:
            return []
        apart = {one.id for one in question.options if one.anchored or one.other or one.exclusive}
        return [one for one in variable.substance if one.id not in apart]

    def tally(self, name: str) -> str:
        """Return what happened to the people of a number about taking part."""
        return self.words(_TALLIES.get(name, name))

    def group(self, by: Variable, group: str) -> str:
        """Return the name of a group of a breakdown."""
        return self.category(by.category(group))

    def breakdown(self, by: str) -> str:
        """Return the name of a breakdown, such as "age" or the question it comes from."""
        fixed = {AGE: "Age", LANGUAGE: "Language", INVITED: "How they came"}
        if by in fixed:
            return self.words(fixed[by])
        if are_groups(by):
            return self.words("Opinion group")
        return self.round.question(by).text[self.language]

    def question(self, variable: Variable) -> str:
        """Return the wording of the question behind a variable, or of the statement voted on."""
        if variable.statement is not None:
            return variable.statement.wording(self.language)
        return self.round.question(variable.question).text[self.language]
