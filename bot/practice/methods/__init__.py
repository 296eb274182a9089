"""The methods of the Bot API: every module in this folder registers its own."""

import importlib
import pkgutil

from bot.practice.methods.registry import METHODS, Described, Method, Result

for _module in pkgutil.iter_modules(__path__, f"{__name__}."):
    importlib.import_module(_module.name)

__all__ = ["METHODS", "Described", "Method", "Result"]
