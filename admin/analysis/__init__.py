"""Counting a frozen dataset. What comes out is unprotected and goes to `admin.disclosure` only."""

from admin.analysis.counting import UnprotectedCounts, count
from admin.analysis.planning import plan_of
from admin.analysis.variables import Category, Kind, Variable

__all__ = ["Category", "Kind", "UnprotectedCounts", "Variable", "count", "plan_of"]
