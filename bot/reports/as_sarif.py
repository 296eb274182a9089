"""Findings in SARIF 2.1.0, which editors and code hosts show beside the line.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import msgspec

from bot.checking import Checked
from dialogs.lints import LINTS
from dialogs.problems import Problem

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_DISTRIBUTION = "youth-consultation-bot"


def write(checked: Sequence[Checked]) -> str:
    """Return one run with one result for each problem."""
    problems = [problem for one in checked for problem in one.problems]
    rules = list(dict.fromkeys([*LINTS, *(problem.rule for problem in problems)]))
    driver = {
        "name": "consult check",
        "version": version(_DISTRIBUTION),
        "rules": [_rule(name) for name in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules) for problem in problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _rule(name: str) -> dict[str, object]:
    summary = LINTS[name].summary if name in LINTS else "A round file can be read and run."
    return {"id": name, "shortDescription": {"text": summary}}


def _result(problem: Problem, rules: list[str]) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(problem.file)}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": problem.severity.value,
        "message": {"text": f"{problem.what} {problem.remedy}"},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
