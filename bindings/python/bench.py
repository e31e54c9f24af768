"""What a call, a page and an event cost from Python, on the full phone of the stage.

Printed as lines of `python<TAB>name<TAB>value<TAB>unit`; medians.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from pathlib import Path
from typing import Callable, List

sys.path.insert(0, str(Path(__file__).resolve().parent / "tests"))

from sharenum import (  # noqa: E402
    Change,
    ChangeListener,
    Level,
    PageRequest,
    Proficiency,
    TicketFilter,
)
from test_pages import full_phone  # noqa: E402

EVENTS = 1_000


def median_us(rounds: int, call: Callable[[], object]) -> float:
    for _ in range(rounds // 10 + 1):
        call()
    taken: List[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1e6


class Counts(ChangeListener):
    def __init__(self) -> None:
        self.heard = 0
        self.bell = threading.Condition()

    def changed(self, change: Change) -> None:
        with self.bell:
            self.heard += 1
            self.bell.notify_all()


def says(name: str, value: float, unit: str) -> None:
    print(f"python\t{name}\t{value:.1f}\t{unit}")


def main() -> None:
    app = full_phone("bench-python")
    says("call", median_us(2_000, app.opening), "µs")
    says("page of 50", median_us(200, lambda: app.tickets(TicketFilter.MINE, PageRequest())), "µs")
    long = PageRequest(limit=1_000)
    says("page of 1000", median_us(20, lambda: app.tickets(TicketFilter.MINE, long)), "µs")
    # Each edit of the profile is one event; fewer than the 256 that may wait are under way at once.
    listener = Counts()
    subscription = app.subscribe(listener)
    profile = app.profile()
    knows = Proficiency(level=Level.NOVICE(), by_hand=True, in_class=True)
    began = time.perf_counter()
    for sent in range(EVENTS):
        # Another one each time: what changes nothing is no event.
        app.set_profile(profile.school, {"scratch" if sent % 2 else "microbit": knows})
        with listener.bell:
            listener.bell.wait_for(lambda: listener.heard > sent - 100)
    with listener.bell:
        listener.bell.wait_for(lambda: listener.heard >= EVENTS)
    says("events", EVENTS / (time.perf_counter() - began), "per second, each with its edit")
    subscription.cancel()
    app.close()


if __name__ == "__main__":
    main()
