"""Core dumps: copies of the memory of a process that crashed."""

import sys

if sys.platform != "win32":
    import resource


def forbid() -> None:
    """Have the kernel write no core dump of this process, nor of its children."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit() -> int:
    """Return how many bytes a core dump of this process may have; -1 for any number."""
    return resource.getrlimit(resource.RLIMIT_CORE)[0] if sys.platform != "win32" else 0
