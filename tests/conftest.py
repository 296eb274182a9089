"""On a machine that should have everything, `CONSULT_NO_SKIPS=1` turns a skip into a failure.

But for tests of data that is not ours to ship.
"""

import os
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import settings

from tests.support.canaries import Watch
from tests.support.golden import Golden
from tests.support.shared_data import NOT_OURS

settings.register_profile("thorough", max_examples=5000, deadline=None)
os.environ.setdefault(
    "PYSPARK_SUBMIT_ARGS",
    '--driver-java-options "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" pyspark-shell',
)  # Spark is begun anew in a few tests, and to compile it well takes longer than they do

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Rewrite golden files that differ.")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Watch(), "canaries")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let files that take long begin first, so that none is left to one worker at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: many tests wait, for a process or for a time to pass."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with golden files, or rewrite them."""
    return Golden(update=bool(request.config.getoption("--update")))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _unskipped((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _unskipped((yield))


def _unskipped(report: Report) -> Report:
    expected_to_fail = hasattr(report, "wasxfail")
    if report.skipped and not expected_to_fail and os.environ.get("CONSULT_NO_SKIPS") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        if NOT_OURS in str(reason):
            return report
        report.outcome = "failed"
        report.longrepr = f"No skips here, and this was skipped: {reason}"
    return report
