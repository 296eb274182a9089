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
    """Return what a group is called: the years of a band, or the answer in quotation marks."""
    name = labels.group(by, cell.ref.group)
    return Quoted(name if by.id == AGE else labels.words.quoted(name))
