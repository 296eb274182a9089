"""A release is approved by two who are different, but for a practice round."""

import pytest

from admin.approval import Approval, ApprovalError, approvals

TWO = ("coordinator, Youth Forum", "chair, Youth Council, city branch")


def test_two_holders_are_read_by_role_and_organisation() -> None:
    assert approvals(TWO, practice=False) == (
        Approval("coordinator", "Youth Forum"),
        Approval("chair", "Youth Council, city branch"),
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((), "0 is given. Say it twice"),
        (TWO[:1], "1 is given"),
        ((TWO[0], "Coordinator,  youth forum"), "The same holder approved twice"),
        (("coordinator", TWO[0]), "“coordinator”: write role and organisation"),
        ((", Youth Forum", TWO[0]), "with a comma between"),
    ],
)
def test_anything_else_is_refused(said: tuple[str, ...], why: str) -> None:
    with pytest.raises(ApprovalError, match=why):
        approvals(said, practice=False)


def test_a_practice_round_needs_none() -> None:
    assert approvals((), practice=True) == ()
