"""`python -I -S measure.py COMMAND ...` runs a command and prints its CPU seconds and its peak memory.

A separate process, and a small one: a child's peak begins with the memory of whoever started it.
"""

import os
import resource
import sys

LONGEST = 60
"""CPU seconds after which a command is stopped."""


def main() -> int:
    """Run the command without its output; print seconds and megabytes."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    nothing = os.open(os.devnull, os.O_RDWR)
    streams = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1, 2)]
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=streams)
    _, status, usage = os.wait4(child, 0)
    # On Linux in kB, on macOS in bytes.
    peak = usage.ru_maxrss / (1e3 if sys.platform == "linux" else 1e6)
    sys.stdout.write(f"{usage.ru_utime + usage.ru_stime:.3f} {peak:.1f}\n")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
