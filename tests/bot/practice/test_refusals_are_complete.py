"""Every rule in `refusals.py` has a case, and names its source."""

from bot.practice import refusals
from bot.practice.refusals import Refusal
from tests.bot.practice import (
    test_refused_buttons,
    test_refused_changes,
    test_refused_connections,
    test_refused_files,
    test_refused_messages,
    test_refused_profile,
    test_refused_raw,
)

RULES = {name: rule for name, rule in vars(refusals).items() if isinstance(rule, Refusal)}
WITH_A_TEST_OF_THEIR_OWN = {
    "OTHER_POLL": "test_polling.py",
    "WEBHOOK_IS_ACTIVE": "test_webhooks.py",
    "WEBHOOK_TOOK_OVER": "test_refused_connections.py",
    "UNAUTHORIZED": "test_refused_connections.py",
    "TOO_LARGE": "test_refused_files.py",
    "NOT_FOUND": "test_bodies.py",
    "NO_BOUNDARY": "test_bodies.py",
    "INTERNAL": "test_faults.py",
}


def test_every_rule_has_a_case() -> None:
    tables = (
        test_refused_buttons.CASES,
        test_refused_changes.CASES,
        test_refused_connections.CASES,
        test_refused_files.CASES,
        test_refused_messages.CASES,
        test_refused_profile.CASES,
        test_refused_raw.CASES,
    )
    tried = {case.rule for table in tables for case in table} | set(WITH_A_TEST_OF_THEIR_OWN)
    assert tried == set(RULES)


def test_every_rule_names_its_source() -> None:
    assert not [name for name, rule in RULES.items() if len(rule.source) < 5]
