"""What the stage has set up, and phones to play with."""

from __future__ import annotations

import asyncio
import datetime
import enum
import os
import threading
import unittest
from pathlib import Path
from typing import Callable, Dict, List, Optional

import sharenum
from sharenum import (
    Change,
    ChangeListener,
    HostError,
    KeyVault,
    NetworkOptions,
    PageRequest,
    SharenumApp,
    SyncTarget,
    VaultSecrets,
)

BUDGET = datetime.timedelta(seconds=60)


def properties(path: str) -> Dict[str, str]:
    """Reads `name=value` lines."""
    lines = Path(path).read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line)


STAGE: Dict[str, str] = properties(os.environ["SHARENUM_STAGE"])


class MemoryVault(KeyVault):
    """A vault that forgets with the process."""

    def __init__(self, secrets: Optional[VaultSecrets] = None) -> None:
        self.secrets = secrets

    def load(self) -> Optional[VaultSecrets]:
        return self.secrets

    def save(self, secrets: VaultSecrets) -> None:
        self.secrets = secrets

    def discard(self) -> None:
        self.secrets = None


class Heard(ChangeListener):
    """Collects changes, and waits for one."""

    def __init__(self, each: Callable[[Change], None] = lambda change: None) -> None:
        self.changes: List[Change] = []
        self._each = each
        self._bell = threading.Condition()

    def changed(self, change: Change) -> None:
        try:
            self._each(change)
        finally:
            with self._bell:
                self.changes.append(change)
                self._bell.notify_all()

    def wait_for(self, count: int) -> bool:
        """Whether so many came within a minute."""
        with self._bell:
            return self._bell.wait_for(lambda: len(self.changes) >= count, timeout=60)


class Phone:
    """An account in a file of its own."""

    def __init__(self, name: str) -> None:
        self.path = str(Path(STAGE["folder"]) / f"{name}.sharenum")
        self.vault = MemoryVault()
        self.app = SharenumApp.open(self.path, self.vault)

    def join(self, invitation: str) -> None:
        asyncio.run(self.app.join(STAGE[invitation], STAGE["region"]))

    def sync(self, target: Optional[SyncTarget] = None) -> sharenum.SyncSummary:
        return asyncio.run(self.app.sync(target or SyncTarget.REGION(), BUDGET))

    def reopen(self) -> None:
        self.app.close()
        self.app = SharenumApp.open(self.path, self.vault)


def first(limit: int = 50) -> PageRequest:
    return PageRequest(after=None, limit=limit)


def outcome(call: Callable[[], object]) -> str:
    """The name of the error that a call ends with and its code, or `ok`."""
    try:
        call()
    except sharenum.SharenumError as error:
        return f"{word(error)} {error.code}"
    return "ok"


class Table:
    """The expected results of a test, shared by all languages: bindings/story.tsv."""

    def __init__(self, part: str) -> None:
        path = Path(__file__).resolve().parents[2] / "story.tsv"
        lines = path.read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        self.expected = {key: value for of, key, value in rows if of == part}
        self.found: Dict[str, str] = {}

    def says(self, key: str, value: object) -> None:
        """Notes a result."""
        if key in self.found:
            raise AssertionError(f"{key} is told twice")
        self.found[key] = told(value)

    def compare(self, test: unittest.TestCase) -> None:
        """Fails for a result that differs, is missing, or is not in the table."""
        test.maxDiff = None
        test.assertEqual(self.expected, self.found)


def told(value: object) -> str:
    """A result as every language writes it: `yes`, `no`, `none`, a number, a word."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def word(value: object) -> str:
    """The arm of an enum, as every language writes it: small letters only."""
    name = value.name if isinstance(value, enum.Enum) else type(value).__name__
    return name.rsplit(".", 1)[-1].replace("_", "").lower()


