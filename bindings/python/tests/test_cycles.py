"""Opening and closing, subscribing and dropping, over and over: nothing is left behind.

Some hundred cycles by default; SHARENUM_CYCLES says how many.
"""

from __future__ import annotations

import gc
import os
import unittest
from pathlib import Path
from typing import Tuple

from sharenum import SharenumApp
from stage import STAGE, Heard, MemoryVault

CYCLES = int(os.environ.get("SHARENUM_CYCLES", "300"))
# What an allocator keeps for later is reached within these.
WARM_UP = max(CYCLES // 3, 100)
# A file's connection and its pages take more than a megabyte: a leak of one per cycle is seen.
TOLERANCE_KB = 8_000


def left() -> Tuple[int, int, int]:
    """Resident memory in KB, threads and open files of this process."""
    gc.collect()
    status = Path("/proc/self/status").read_text("ascii")
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return (
        int(lines["VmRSS"].split()[0]),
        int(lines["Threads"]),
        len(os.listdir("/proc/self/fd")),
    )


@unittest.skipUnless(os.path.exists("/proc/self/status"), "counts by /proc")
class Cycles(unittest.TestCase):
    def test_opening_and_subscribing_leave_nothing_behind(self) -> None:
        path = str(Path(STAGE["folder"]) / "cycles.sharenum")
        vault = MemoryVault()

        def cycle() -> None:
            app = SharenumApp.open(path, vault)
            kept = app.subscribe(Heard())
            del kept
            app.subscribe(Heard()).cancel()
            app.close()

        for _ in range(WARM_UP):
            cycle()
        memory, threads, files = left()
        for _ in range(CYCLES):
            cycle()
        memory_then, threads_then, files_then = left()
        self.assertLessEqual(files_then, files)
        # The pool that calls listeners has as many as were busy at once.
        self.assertLessEqual(threads_then, threads + 1)
        self.assertLess(memory_then - memory, TOLERANCE_KB)
