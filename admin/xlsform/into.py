"""The questions of a form put into a round file that holds everything else.

Only the lines under `questions:` are exchanged; the rest of the file, comments included, stays as
its authors wrote it.
"""

from collections.abc import Mapping

import yaml

from admin.xlsform import yaml_text
from admin.xlsform.findings import Finding, FormError
from admin.xlsform.importing import Imported
from admin.xlsform.known import Plain
from dialogs import yaml_lines
from dialogs.problems import Problem, RoundFileError


def put(imported: Imported, text: str, *, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the round file `text` with the questions of a form, and what is to be told of it.

    Args:
        imported: the form.
        text: the round file.
        file: its name, for messages.

    Raises:
        RoundFileError: `text` is not YAML that we take.
        FormError: it is no round file with a field on each line.
    """
    held = _parsed(text, file)
    questions = _with_breakdowns(imported.round, held)
    lines = text.splitlines()
    first, last = _place(text, lines, file)
    written = yaml_text.questions({**imported.round, "questions": questions}, imported.comments)
    if first and lines[first - 1].strip() and first == last:
        written = ["", *written]
    whole = "\n".join([*lines[:first], *written, *lines[last:]]) + "\n"
    return whole, _told(imported.round, held)


def _parsed(text: str, file: str) -> Mapping[str, object]:
    try:
        held, _ = yaml_lines.parse(text)
    except yaml_lines.YamlRefusedError as refused:
        problem = Problem(file, refused.line, refused.what, refused.remedy)
        raise RoundFileError((problem,)) from None
    if not isinstance(held, dict):
        raise FormError(f"{file}: not a round file. Start from the one that import writes.")
    return held


def _with_breakdowns(form: Plain, held: Mapping[str, object]) -> list[Plain]:
    """Mark the questions by which the round breaks results down; a form cannot say it."""
    plan = held.get("publication")
    names = plan.get("breakdowns") if isinstance(plan, dict) else None
    wanted = names if isinstance(names, list) else []
    listed = form["questions"]
    return [
        {**question, "breakdown": True}
        if question["kind"] == "pick_one" and question["id"] in wanted
        else question
        for question in (listed if isinstance(listed, list) else [])
    ]


def _place(text: str, lines: list[str], file: str) -> tuple[int, int]:
    """Return the lines from and up to which `questions:` stands; the end where it does not."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise FormError(f"{file}: write each field of the round on a line of its own.")
    starts = [(str(key.value), key.start_mark.line) for key, _ in root.value]
    for place, (name, first) in enumerate(starts):
        if name == "questions":
            last = starts[place + 1][1] if place + 1 < len(starts) else len(lines)
            while last > first + 1 and (not lines[last - 1] or lines[last - 1].startswith("#")):
                last -= 1
            return first, last
    return len(lines), len(lines)


def _told(form: Plain, held: Mapping[str, object]) -> tuple[Finding, ...]:
    spoken, written = held.get("languages"), form["languages"]
    known = list(spoken) if isinstance(spoken, dict) else []
    asked = list(written) if isinstance(written, dict) else []
    if set(known) == set(asked):
        return ()
    what = f"The form is in {', '.join(asked)}; the round is in {', '.join(known) or 'none'}."
    return (Finding("", "", what, "Add the missing texts, or change `languages`."),)
