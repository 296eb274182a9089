"""Who has approved a release: two who answer for it, by role and organisation, not by name."""

from collections.abc import Sequence

from msgspec import Struct

NEEDED = 2


class ApprovalError(ValueError):
    """A release is not approved as it must be; the message says what to give."""


class Approval(Struct, frozen=True):
    """One who has read a release and answers for it."""

    role: str
    organisation: str

    def __str__(self) -> str:
        """Return it as it is printed."""
        return f"{self.role}, {self.organisation}"


def approvals(
    said: Sequence[str], *, practice: bool, what: str = "A release needs"
) -> tuple[Approval, ...]:
    """Return the approvals of a release, each given as "role, organisation".

    `what` begins the sentence that says how many are needed.

    Raises:
        ApprovalError: one has no role or no organisation; or, outside practice, there are fewer
            than two different ones.
    """
    made = tuple(_read(one) for one in said)
    different = {str(one).casefold() for one in made}
    if len(different) < len(made):
        raise ApprovalError("The same holder approved twice. Two different ones are needed.")
    if len(made) < NEEDED and not practice:
        raise ApprovalError(
            f"{what} the approval of two who have read it; {len(made)} is given. Say it"
            ' twice: --approved-by "role, organisation", such as --approved-by "coordinator, Youth'
            ' Forum" --approved-by "chair, Youth Council".'
        )
    return made


def _read(said: str) -> Approval:
    role, _, organisation = (" ".join(part.split()) for part in said.partition(","))
    if not role or not organisation:
        raise ApprovalError(f"“{said}”: write role and organisation, with a comma between them.")
    return Approval(role, organisation)
