"""What a category, a group or a breakdown is called, in one language of the round."""

from dataclasses import dataclass

from admin.analysis.counting import ORGANISATIONS
from admin.analysis.process import ADDED, REFUSED, UNJUDGED, of_language
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
    NO_THEME,
    NO_VOTE,
    QUARANTINED,
    SKIPPED,
    UNPLACED,
    WITH_CODE,
    WITHOUT_CODE,
    Category,
    Variable,
)
from admin.words import Words, marked
from dialogs.languages import OWN_NAMES
from dialogs.questions import PickOne, Scale
from dialogs.round import Round
from dialogs.sorting import sort_key

_FIXED = {
    SKIPPED: marked("No answer"),
    DECLINED: marked("Rather not say"),
    ANSWERED: marked("Answered"),
    WITH_CODE: marked("With an invitation code"),
    WITHOUT_CODE: marked("Through the open link"),
    AGREE: marked("Agree"),
    DISAGREE: marked("Disagree"),
    NOT_AGREE: marked("Do not agree"),
    PASS: marked("Pass"),
    NO_VOTE: marked("No vote"),
    UNPLACED: marked("In no place"),
    NO_THEME: marked("No theme"),
    UNGROUPED: marked("In no group"),
}

_TALLIES = {
    "finished": marked("Finished and counted"),
    "started": marked("Agreed to take part and began"),
    "stopped": marked("Stopped on the way"),
    "unfinished": marked("Not finished when the round closed"),
    "blocked": marked("Closed the chat for good on the way"),
    "withdrawn": marked("Took their answers back afterwards"),
    "declined": marked("Said no when asked to take part"),
    "too_young": marked("Turned away because too young"),
    QUARANTINED: marked("Finished, but set apart as stuffing"),
    ORGANISATIONS: marked("Answered for an organisation"),
    "kept_unsent": marked("Not sent, but kept by the rule of the round"),
    "lost": marked("Lost by a fault"),
    ADDED: marked("Sentences that participants added"),
    REFUSED: marked("Added sentences that a moderator refused"),
    UNJUDGED: marked("Added sentences that nobody had judged when the round closed"),
}

_BREAKDOWNS = {
    AGE: marked("Age"),
    LANGUAGE: marked("Language"),
    INVITED: marked("How they came"),
}
_IN_TEXT = {
    AGE: marked("age"),
    LANGUAGE: marked("language"),
    INVITED: marked("how they came"),
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
        if category.id in {*LETTERS}:
            return self.words("Group {letter}", letter=category.id)
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
        """Return what happened to the people, or sentences, of a number about taking part."""
        what, language = of_language(name)
        if what not in _TALLIES:
            return name
        said = self.words(_TALLIES[what])
        return f"{said} · {OWN_NAMES.get(language, language)}" if language else said

    def group(self, by: Variable, group: str) -> str:
        """Return the name of a group of a breakdown."""
        return self.category(by.category(group))

    def answers(self, by: Variable, group: str) -> list[str]:
        """Return what people of a group answered: one thing, or what a wider category holds."""
        category = by.category(group)
        if len(category.levels) < 2:
            return [self.category(category)]
        question = self.round.question(by.question)
        named = {one.id: one.label for one in question.levels()}
        return [named[level][self.language] for level in category.levels]

    def breakdown(self, by: str) -> str:
        """Return the name of a breakdown, such as "age" or the question it comes from."""
        if by in _BREAKDOWNS:
            return self.words(_BREAKDOWNS[by])
        if are_groups(by):
            return self.words("Opinion group")
        return self.round.question(by).text[self.language]

    def breakdown_in_text(self, by: str) -> str:
        """Return the name of a breakdown inside a sentence: a question stands in quotes."""
        if by in _IN_TEXT:
            return self.words(_IN_TEXT[by])
        if are_groups(by):
            return self.words("opinion group")
        return self.words.quoted(self.breakdown(by))

    def merged(self, question_id: str) -> str:
        """Return what the merged categories of a question are called beside its own."""
        question = self.round.question(question_id)
        if isinstance(question, Scale):
            return self.words("Points of the scale, merged")
        if isinstance(question, PickOne):
            return self.words("Wider categories, to compare groups")
        return self.words("Wider bands, to compare groups")

    def question(self, variable: Variable) -> str:
        """Return the wording of the question behind a variable, or of the statement voted on.

        Where an option is counted by itself, its wording follows that of the question.
        """
        if variable.statement is not None:
            return variable.statement.wording(self.language)
        wording = self.round.question(variable.question).text[self.language]
        return f"{wording} – {variable.part.label[self.language]}" if variable.part else wording
