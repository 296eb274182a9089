"""Nothing opens to real participants before a person has confirmed what a program cannot know."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot import confirmations
from bot.confirmations import needed
from bot.launch import LaunchRefusedError, check_launch
from bot.settings import Settings
from dialogs.confirmations import Confirmations, Fact, What
from dialogs.round import Round
from tests.support.world import EXAMPLE

REAL = replace(EXAMPLE, practice=False)
TELEGRAM = Settings(telegram_api="https://api.telegram.org")
PRACTICE = Settings(telegram_api="http://127.0.0.1:1")


@pytest.fixture
def everything(tmp_path: Path) -> Confirmations:
    return confirm(tmp_path / "all.yaml", needed(REAL))


def confirm(path: Path, facts: tuple[Fact, ...], age: int = 14) -> Confirmations:
    for fact in facts:
        value = age if fact.what is What.AGE else None
        confirmations.add(path, fact, by="lead", on=dt.date(2026, 11, 10), note="", value=value)
    return confirmations.read(path)


def refusal(round_: Round, known: Confirmations, settings: Settings = TELEGRAM) -> str:
    with pytest.raises(LaunchRefusedError) as caught:
        check_launch(round_, settings, known)
    return str(caught.value)


def test_a_round_with_everything_confirmed_may_open(everything: Confirmations) -> None:
    check_launch(REAL, TELEGRAM, everything)


def test_a_practice_round_needs_nothing_but_the_practice_server() -> None:
    check_launch(EXAMPLE, PRACTICE, Confirmations())
    assert "practice: false" in refusal(EXAMPLE, Confirmations())


@pytest.mark.parametrize("left_out", needed(REAL), ids=lambda fact: f"{fact.what} {fact.name}")
def test_each_unconfirmed_fact_is_named_with_a_remedy(tmp_path: Path, left_out: Fact) -> None:
    others = tuple(fact for fact in needed(REAL) if fact != left_out)
    message = refusal(REAL, confirm(tmp_path / "some.yaml", others))
    assert message.startswith(f"- Nobody has confirmed {left_out.what} {left_out.name}: ")
    assert "`consult confirm" in message


def test_who_may_not_consent_alone_needs_a_rule(everything: Confirmations) -> None:
    consent = replace(REAL.consent, guardians=None)
    message = refusal(replace(REAL, consent=consent), everything)
    assert "People of 12 to 13 may not consent alone in MK" in message


def test_what_check_calls_an_error_keeps_a_round_from_opening(
    everything: Confirmations, tmp_path: Path
) -> None:
    leaking = replace(REAL, internal_terms=("council",))
    known = confirm(tmp_path / "leaking.yaml", needed(leaking))
    assert "(`consult check` says where.)" in refusal(leaking, known)
    check_launch(REAL, TELEGRAM, everything)


def test_whoever_is_asked_for_an_age_hears_what_is_known(tmp_path: Path) -> None:
    message = refusal(REAL, confirm(tmp_path / "none.yaml", ()))
    assert "Nobody has confirmed age MK: ask a lawyer or the authority" in message
    assert "(Law 42/20, 294/21; no age was found)" in message
    assert "Nobody has confirmed words mk: let child-protection staff read the list" in message
