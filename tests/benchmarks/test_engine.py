"""The mix that is measured is one of whole conversations, and taking it again changes nothing."""

from dialogs.events import Commanded, Said
from dialogs.states import Phase
from tests.benchmarks.engine import ROUNDS, conversation, timed
from tests.support.world import world


def test_the_mix_goes_through_everything() -> None:
    turns = [turn for seed in range(30) for turn in conversation(ROUNDS["everything"], seed)]
    assert {turn.phase for turn in turns} >= {Phase.ASKING, Phase.REVIEW, Phase.SAVED}
    assert any(isinstance(turn.incoming, Said) for turn in turns)
    assert sum(isinstance(turn.incoming, Commanded) for turn in turns) == 30
    _, wrong = timed(ROUNDS["everything"], turns, world(consent_age=18))
    assert wrong == 0
