"""Counting a frozen dataset. What comes out is unprotected and goes to `admin.disclosure` only."""

from admin.analysis.counting import UnprotectedCounts, count
from admin.analysis.variables import Category, Kind, Variable, plan_of

__all__ = ["Category", "Kind", "UnprotectedCounts", "Variable", "count", "plan_of"]
