"""The population that an organisation compares its round with: a CSV file of shares.

    breakdown,group,percent,source
    gender,girl,48.9,"State statistical office, estimate of 2025"
    gender,boy,51.1,
    gender,other,,

A breakdown is `age` or a question that says who somebody is; its groups are the ids of the bands or
options, each with its share of all young people in per cent, together 100. No share is given where
none is known, or where a group is to be left out of the weights; then the others may be less than
100 together. The source is named once for each breakdown; it is printed.

All its breakdowns are compared with those who took part. Weights are made by one of them.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from admin.analysis.variables import AGE, Category
from dialogs.numbers import number
from dialogs.questions import PickOne
from dialogs.round import Round

COLUMNS = ("breakdown", "group", "percent", "source")
LONGEST_SOURCE = 200
NO_WEIGHTS = "none"
"""In place of a breakdown: the population is compared with, and nothing is weighted."""
_ROUNDING = 0.55
"""By how much shares rounded to a tenth may miss 100."""

Line = tuple[str, dict[str, str]]
"""Where it stands, and its cells by column."""


class PopulationError(ValueError):
    """The population cannot be used; the message says what to correct."""


@dataclass(frozen=True)
class Population:
    """Shares of the population by breakdown and group.

    Attributes:
        shares: in per cent; None where the share of a group is not known.
        sources: where the shares of a breakdown come from, as the organisation says it.
        weight_by: the breakdown that weights are made by; empty for no weights.
        digest: SHA-256 of the file.
    """

    shares: Mapping[str, Mapping[str, float | None]]
    sources: Mapping[str, str]
    weight_by: str
    digest: str

    @classmethod
    def load(cls, path: Path, round_: Round, weight_by: str = "") -> "Population":
        """Return the population in a file.

        Args:
            path: the file.
            round_: whose breakdowns it has shares of.
            weight_by: the breakdown that weights are made by, or `NO_WEIGHTS`; empty for the only
                one in the file.

        Raises:
            PopulationError: it cannot be read, names what the round has not, leaves a group or a
                source out, or does not add up to 100; or weights cannot be made as asked for.
        """
        content = _read(path)
        shares: dict[str, dict[str, float | None]] = {}
        sources: dict[str, str] = {}
        known = _groups(round_)
        for place, line in _lines(content, path):
            by, group = line["breakdown"], line["group"]
            _check_names(by, group, known, place)
            groups = shares.setdefault(by, {})
            if group in groups:
                raise PopulationError(f"{place}, “group”: “{group}” of {by} is there twice.")
            groups[group] = _percent(line["percent"], place)
            if line["source"]:
                sources.setdefault(by, _source(line["source"], place))
        if not shares:
            raise PopulationError(f"{path}: there is no line with a share.")
        for by, groups in shares.items():
            _check_whole(by, groups, known[by], path)
            if by not in sources:
                raise PopulationError(
                    f"{path}: no source is named for {by}. Write in the column “source” of one of"
                    " its lines who published the shares, and of which year they are."
                )
        chosen = _chosen(shares, weight_by, path)
        return cls(shares, sources, chosen, hashlib.sha256(content).hexdigest())


def total_of(groups: Mapping[str, float | None]) -> float:
    """Return what the known shares of a breakdown add up to, in per cent."""
    return sum(share for share in groups.values() if share is not None)


def together(shares: Mapping[str, float | None], category: Category) -> float | None:
    """Return the share of a group, which may gather several; None where one is not known."""
    levels = category.levels if len(category.levels) > 1 else (category.id,)
    known = [share for level in levels if (share := shares.get(level)) is not None]
    return sum(known) if len(known) == len(levels) else None


def is_whole(total: float) -> bool:
    """Return whether shares that were rounded add up to 100."""
    return abs(total - 100) <= _ROUNDING


def _chosen(shares: Mapping[str, object], weight_by: str, path: Path) -> str:
    """Return the breakdown that weights are made by, empty for none."""
    names = ", ".join(shares)
    if weight_by in shares:
        return weight_by
    if weight_by == NO_WEIGHTS:
        return ""
    if weight_by:
        raise PopulationError(
            f"--weight-by {weight_by}: {path} has no shares of “{weight_by}”. It has {names}."
        )
    if len(shares) > 1:
        raise PopulationError(
            f"{path} has shares of {names}, and weights can be made by one of them only: by several"
            " at once, one would have to know how many people are in each group of the one and of"
            " the other together, and such tables are not made, since their numbers would be too"
            " small to protect. Choose with --weight-by; all of them are compared. --weight-by"
            f" {NO_WEIGHTS} compares, and makes no weights."
        )
    return next(iter(shares))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PopulationError(f"{path}: cannot be read ({error.strerror}).") from None


def _lines(content: bytes, path: Path) -> Iterator[Line]:
    """Yield the lines below the heading; cells are parted by commas, or all by semicolons."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PopulationError(f"{path}: is not UTF-8. Save it as “CSV UTF-8”.") from None
    heading = text.partition("\n")[0]
    mark = ";" if ";" in heading else ","
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise PopulationError(f"{path}, line {reader.line_num}: {error}.") from None
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise PopulationError(f"{path}, line 1: must be {mark.join(COLUMNS)}")
    for line, row in rows[1:]:
        place = f"{path}, line {line}"
        if len(row) > len(COLUMNS):
            raise PopulationError(
                f"{place}: has {len(row)} cells, not {len(COLUMNS)}. A text with “{mark}” in it,"
                ' and a number with a decimal comma, stand in quotation marks: "27,5".'
            )
        if any(row):
            padded = [*row, *[""] * (len(COLUMNS) - len(row))]
            yield place, dict(zip(COLUMNS, padded, strict=True))


def _percent(text: str, place: str) -> float | None:
    if not text:
        return None
    value = number(text.removesuffix("%"))
    if value is None or not 0 <= value <= 100:
        raise PopulationError(
            f"{place}, “percent”: “{text}” is no share. Write a number from 0 to 100, such as"
            " 27.5, or nothing where the share is not known."
        )
    return float(value)


def _source(text: str, place: str) -> str:
    if len(text) > LONGEST_SOURCE:
        raise PopulationError(
            f"{place}, “source”: has more than {LONGEST_SOURCE} letters. Shorten it: it is printed."
        )
    return text


def _check_names(by: str, group: str, known: Mapping[str, list[str]], place: str) -> None:
    if by not in known:
        raise PopulationError(
            f"{place}, “breakdown”: “{by}” is no breakdown of this round."
            f" It has {', '.join(known) or 'none'}."
        )
    if group not in known[by]:
        raise PopulationError(
            f"{place}, “group”: {by} has no group “{group}”. It has {', '.join(known[by])}."
        )


def _check_whole(by: str, groups: Mapping[str, float | None], known: list[str], path: Path) -> None:
    if missing := [group for group in known if group not in groups]:
        raise PopulationError(
            f"{path}: {by} lacks a line for the group “{missing[0]}”. Give its share, 0 if there is"
            " nobody, or leave the share empty if it is not known."
        )
    total = total_of(groups)
    if not total:
        raise PopulationError(f"{path}: no group of {by} has a share. Leave {by} out.")
    if is_whole(total) or (None in groups.values() and total < 100):
        return
    raise PopulationError(f"{path}: the shares of {by} add up to {total:g}, not to 100.")


def _groups(round_: Round) -> dict[str, list[str]]:
    known = {AGE: [band.id for band in round_.age_bands]}
    for question in round_.breakdowns:
        if isinstance(question, PickOne):
            known[question.id] = [option.id for option in question.options]
    return {by: groups for by, groups in known.items() if by in round_.publication.breakdowns}
