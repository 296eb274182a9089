"""Columns as a data frame, which is what the writer of SPSS and Stata files takes."""

from collections.abc import Sequence

import pandas as pd  # type: ignore[import-untyped]  # ships no types

from admin.exports.statistical import Field


def frame(fields: Sequence[Field]) -> pd.DataFrame:
    """Return the columns side by side; a number that is missing is a blank."""
    return pd.DataFrame({one.name: _series(one) for one in fields})


def _series(one: Field) -> pd.Series:
    if one.is_text:
        return pd.Series(one.values, dtype="object")
    gaps = any(value is None for value in one.values)
    return pd.Series(one.values, dtype="float64" if gaps else "int64")
