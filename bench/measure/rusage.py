"""Runs a command and prints what it took as one line of JSON.

    python3 -I -S rusage.py STDOUT STDERR COMMAND [ARGUMENT...]

Python, because Node gives only its own use of resources: wait4 tells that of this one child and of all that it waited
for. A child starts with the peak memory of the process that made it, so what lies at or below `floor` is not known.
"""

import json
import os
import resource
import sys
import time

WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
# ru_maxrss counts bytes on macOS and kB elsewhere.
UNIT = 1 if sys.platform == "darwin" else 1024



def floor():
    """Peak memory of this process itself; its ru_maxrss would be that of the process that made it."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


stdout, stderr, *command = sys.argv[1:]
files = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, stdout, WRITE, 0o644),
    (os.POSIX_SPAWN_OPEN, 2, stderr, WRITE, 0o644),
]
start = time.perf_counter_ns()
pid = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
_, status, usage = os.wait4(pid, 0)
wall = (time.perf_counter_ns() - start) / 1e6
print(
    json.dumps(
        {
            "wall": wall,
            "user": usage.ru_utime * 1e3,
            "sys": usage.ru_stime * 1e3,
            "rss": usage.ru_maxrss * UNIT,
            "floor": floor(),
            "exit": os.waitstatus_to_exitcode(status),
        }
    )
)
