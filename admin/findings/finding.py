"""What a finding is, and how its questions, answers and groups are called in a sentence."""

from dataclasses import dataclass

from admin.analysis.variables import AGE, Variable
from admin.claims import Quoted, Sentence
from admin.disclosure import ProtectedCell
from admin.labels import Labels


@dataclass(frozen=True)
class Finding:
    """A short claim and the sentences that carry its numbers."""

    headline: Sentence
    body: tuple[Sentence, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything that must be proved."""
        return (self.headline, *self.body)


def asked_of(variable: Variable, labels: Labels) -> Quoted:
    """Return the wording of a question, in quotation marks."""
    return Quoted(labels.words.quoted(labels.question(variable)))


def answer_of(variable: Variable, category: str, labels: Labels) -> Quoted:
    """Return the wording of an answer, in quotation marks."""
    return Quoted(labels.words.quoted(labels.category(variable.category(category))))


def group_of(by: Variable, cell: ProtectedCell, labels: Labels) -> Quoted:
    """Return what a group is called: the years of a band, or what was answered, in quotation marks.

    Nobody answered with a wider category, so its answers are named in its place.
    """
    if by.id == AGE:
        return Quoted(labels.group(by, cell.ref.group))
    say = labels.words
    return Quoted(say.either([say.quoted(one) for one in labels.answers(by, cell.ref.group)]))
