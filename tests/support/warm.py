"""A process that has imported the product, from which others begin in moments.

A test run has one of it, and what it loads is said once: of two places, the last would win.
"""

import multiprocessing

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    ["tests.support.crashing.bot_child", "tests.storage.killed_closing", "pandas"]
)
"""Where pandas is there, pyarrow loads it for the first table that a process makes: two seconds."""
