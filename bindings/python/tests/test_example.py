"""The example script, as a school would run it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from stage import STAGE

SCRIPT = Path(__file__).resolve().parents[1] / "examples" / "this_week.py"


def run(folder: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--folder", folder, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


class Example(unittest.TestCase):
    def test_it_asks_for_an_invitation_and_then_lists_what_there_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            refused = run(folder)
            self.assertEqual(refused.returncode, 2)
            self.assertIn("--join INVITATION", refused.stderr)
            joined = run(folder, "--join", STAGE["example"], "--hub", STAGE["region"], "--school", STAGE["her_school"])
            self.assertEqual((joined.returncode, joined.stderr), (0, ""))
            again = run(folder)
            self.assertEqual((again.returncode, again.stderr), (0, ""))
            secrets = Path(folder) / "secrets.json"
            self.assertEqual(secrets.stat().st_mode & 0o777, 0o600)
