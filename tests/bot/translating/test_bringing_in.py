"""Whatever round it is, what comes back is put in whole, and nothing else of the file moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from admin.translating import format_of
from admin.xlsform import yaml_text
from admin.xlsform.plainly import plainly
from bot.translating.bringing_in import bring_in
from bot.translating.desk import Desk, desk
from dialogs.round import Round
from dialogs.translating.pseudo import pseudo
from dialogs.translating.record import State
from dialogs.translating.taking import Delivered, take
from tests.admin.translating.handouts import handout
from tests.support.random_rounds import rounds
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT

SLOWLY = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def handed_back(at: Desk) -> Iterator[Delivered]:
    """Yield every text, translated anew."""
    for one in at.entries:
        wording = pseudo(one.source, one.limit)
        yield Delivered(key=one.key, source=one.source, translation=wording, file="r.po", line=1)


@SLOWLY
@given(rounds())
def test_every_text_of_any_round_comes_back_by_either_file(tmp_path: Path, round_: Round) -> None:
    path = tmp_path / "r.yaml"
    plain = plainly(round_)
    assert isinstance(plain, dict)
    path.write_text(yaml_text.write(plain, {}), encoding="utf-8")
    path.with_name("r.translated.json").unlink(missing_ok=True)
    _, language = round_.languages
    at = desk(path, language)
    for name in ("r.po", "r.xlsx"):
        format_ = format_of(tmp_path / name)
        assert format_
        format_.write(handout(at.unfinished, language), tmp_path / name)
        back = format_.read(tmp_path / name).delivered
        assert [(one.key, one.source, one.translation) for one in back] == [
            (one.key, one.source, one.translation) for one in at.entries
        ]
    bring_in(at, take(handed_back(at), at.entries))
    again = desk(path, language)
    assert {one.state for one in again.entries} == {State.CURRENT}
    assert [one.translation for one in again.entries] == [
        pseudo(one.source, one.limit) for one in at.entries
    ]
    assert [one.source for one in again.entries] == [one.source for one in at.entries]


@pytest.mark.parametrize(
    ("text", "language"), [(EXAMPLE_TEXT, "sq"), (EXAMPLE_TEXT, "sr-Latn"), (EVERYTHING_TEXT, "mk")]
)
def test_lines_without_the_language_stay_where_they_are(
    text: str, language: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    at = desk(path, language)
    bring_in(at, take(handed_back(at), at.entries))
    written = path.read_text("utf-8").splitlines()
    others = [tag for tag in at.unfinished.round.languages if tag != language]
    kept = [
        line for line in text.splitlines() if line.lstrip().startswith((*others, "#", "- ", "kind"))
    ]
    alone = [line for line in kept if f"{language}: " not in line]
    assert len(alone) > 20
    assert [line for line in written if line in set(alone)] == alone
