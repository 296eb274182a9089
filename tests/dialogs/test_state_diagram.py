"""The picture of the states is that of the tables."""

from dialogs.states import ASIDES, MOVES, Aside, Phase
from tests.house.programs import ROOT
from tests.support.golden import Golden
from tests.support.state_diagram import drawn


def test_the_diagram_is_up_to_date(golden: Golden) -> None:
    golden.check(ROOT / "docs" / "states.md", drawn())


def test_it_shows_every_phase_and_every_move() -> None:
    page = drawn()
    for phase, moves in MOVES.items():
        assert phase.name.lower() in page
        for move, targets in moves.items():
            for target in targets:
                arrow = f"    {phase.name.lower()} --> {target.name.lower()}: "
                (line,) = [line for line in page.splitlines() if line.startswith(arrow)]
                assert move.name.lower() in line


def test_help_can_be_opened_everywhere() -> None:
    assert all(Aside.HELP in ASIDES[phase] for phase in Phase)
    assert "| help | everywhere |" in drawn()
