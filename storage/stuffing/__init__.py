"""Which responses of a closed round look like stuffing: flags, and the rule that joins them.

A flag is a hint, never a proof: quick readers, people without a strong opinion and friends who
agree exist. So a response is set apart only by the rule in `policy`, it stays in the dataset, and
results are shown with it and without.
"""

from storage.stuffing.policy import RULE, Flag, Judge, quarantined

__all__ = ["RULE", "Flag", "Judge", "quarantined"]
