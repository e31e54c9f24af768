"""Callbacks that call back, that throw, and a sync that is cancelled."""

from __future__ import annotations

import asyncio
import datetime
import threading
import unittest
from typing import List

from sharenum import (
    Change,
    Clock,
    DraftForm,
    Level,
    LogLevel,
    LogRecord,
    LogSink,
    Proficiency,
    ProgressListener,
    SharenumApp,
    SyncProgress,
    SyncTarget,
    TicketFilter,
    set_log_sink,
)
from stage import BUDGET, STAGE, Heard, MemoryVault, Phone, Table, first, outcome, word
from pathlib import Path


class Lines(LogSink):
    def __init__(self) -> None:
        self.lines: List[LogRecord] = []
        self.bell = threading.Condition()

    def log(self, record: LogRecord) -> None:
        with self.bell:
            self.lines.append(record)
            self.bell.notify_all()


class Cancels(ProgressListener):
    """Cancels from the first progress that has received something, through the app."""

    def __init__(self, app: SharenumApp) -> None:
        self.app = app

    def progressed(self, progress: SyncProgress) -> None:
        if progress.bytes_received > 0:
            self.app.cancel_sync()


class Fails(ProgressListener):
    def progressed(self, progress: SyncProgress) -> None:
        raise RuntimeError("the account of m.durand@ac-dijon.fr")


class Standing(Clock):
    """A clock that calls back into the app before it answers."""

    def __init__(self) -> None:
        self.app: List[SharenumApp] = []
        self.broken = False

    def now(self) -> datetime.datetime:
        if self.broken:
            raise RuntimeError("no battery")
        for app in self.app:
            app.draft(DraftForm.NEW_TICKET(), None)
        return datetime.datetime(2027, 3, 1, 8, 0, tzinfo=datetime.timezone.utc)


class Callbacks(unittest.TestCase):
    def test_callbacks_may_call_back_and_may_throw(self) -> None:
        table = Table("callbacks")
        lines = Lines()
        set_log_sink(lines, LogLevel.DEBUG)
        phone = Phone("callbacks")
        phone.join("spare")
        slow = SyncTarget.HUB(STAGE["slow"])

        # A running sync is cancelled from its own progress; the next one goes on.
        cancelled = asyncio.run(phone.app.sync(slow, BUDGET, Cancels(phone.app)))
        table.says("cancelled", cancelled.cancelled)
        table.says("finished", cancelled.finished)
        failed = outcome(lambda: asyncio.run(phone.app.sync(slow, BUDGET, Fails())))
        table.says("a progress that throws", failed)
        table.says("the next sync", phone.sync().finished)

        # A coroutine that is cancelled ends its sync, and the next one does not wait for it.
        async def given_up() -> str:
            task = asyncio.create_task(phone.app.sync(slow, BUDGET))
            await asyncio.sleep(0)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                return "cancelled"
            return "went on"

        table.says("a task given up", asyncio.run(given_up()))
        table.says("the sync after it", phone.sync().finished)

        # A listener reads through the app while it is told, throws once, and hears the next change.
        seen: List[int] = []

        def each(change: Change) -> None:
            seen.append(phone.app.tickets(TicketFilter.ALL, first()).total)
            if len(seen) == 1:
                raise RuntimeError("the account of m.durand@ac-dijon.fr")

        heard = Heard(each)
        subscription = phone.app.subscribe(heard)
        novice = Proficiency(level=Level.NOVICE(), by_hand=False, in_class=False)
        phone.app.set_profile(STAGE["her_school"], {"scratch": novice})
        table.says("the first is heard", heard.wait_for(1))
        phone.app.set_profile(STAGE["her_school"], {"microbit": novice})
        table.says("the second, after a throw", heard.wait_for(2))
        table.says("read while told", ", ".join(str(count) for count in seen[:2]))
        table.says("change", word(heard.changes[0]))
        subscription.cancel()
        with lines.bell:
            told = lines.bell.wait_for(
                lambda: any("listener failed" in line.message for line in lines.lines), timeout=60
            )
        table.says("the log tells of it", told)
        table.says("and of whom", any("durand" in line.message for line in lines.lines))
        set_log_sink(None, LogLevel.ERROR)
        phone.app.close()
        table.compare(self)

    def test_a_clock_is_asked_where_it_may_call_back(self) -> None:
        table = Table("clock")
        clock = Standing()
        path = str(Path(STAGE["folder"]) / "clock.sharenum")
        app = SharenumApp.open(path, MemoryVault(), clock)
        clock.app.append(app)
        app.save_draft(DraftForm.NEW_TICKET(), None, {"title": "x"})
        draft = app.draft(DraftForm.NEW_TICKET(), None)
        table.says("saved", draft and draft.saved.strftime("%Y-%m-%dT%H:%MZ"))
        clock.broken = True
        table.says("a clock that throws", outcome(lambda: app.draft(DraftForm.NEW_TICKET(), None)))
        clock.broken = False
        clock.app.clear()
        app.close()
        table.compare(self)
