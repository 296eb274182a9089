"""What somebody agrees to before they are asked anything, and who must agree beside them."""

from enum import StrEnum

from dialogs.questions.base import Localised
from dialogs.questions.options import Option
from dialogs.round_parts import Part


class Comprehension(Part, frozen=True, kw_only=True):
    """A question that shows whether the consent was understood.

    Attributes:
        text: the question.
        options: 2 to 4 answers.
        right: the id of the right one.
    """

    text: Localised
    options: tuple[Option, ...]
    right: str


class GuardianRule(StrEnum):
    """What is needed from somebody who may not consent for themselves yet."""

    ASSENT = "assent"
    """Their own yes, after information for them and for those who look after them."""
    CODE = "code"
    """A code that was handed out against a signed slip. The guardian's name is never asked."""


class Guardians(Part, frozen=True, kw_only=True):
    """How people between the minimum age and the age of consent take part.

    Attributes:
        rule: whether their own yes is enough, or a code from a signed slip is needed.
        text: what is said to them, and to those who look after them.
    """

    rule: GuardianRule
    text: Localised


class Consent(Part, frozen=True, kw_only=True):
    """The words a person agrees to.

    Attributes:
        version: of the text, by language; a change of meaning needs a new one.
        text: what is agreed to.
        check: a question about it, which may be left out.
        guardians: needed when the round is open to people who may not consent for themselves.
    """

    version: dict[str, int]
    text: Localised
    check: Comprehension | None = None
    guardians: Guardians | None = None

    def version_in(self, language: str) -> str:
        """Return what is remembered of a yes: the version and the language of the text."""
        return f"{self.version[language]}/{language}"
