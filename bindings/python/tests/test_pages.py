"""Ten thousand tickets, read page by page."""

from __future__ import annotations

import shutil
import unittest
from pathlib import Path
from typing import List, Optional

from sharenum import PageCursor, PageRequest, SharenumApp, TicketFilter, VaultSecrets
from stage import STAGE, MemoryVault, Table, outcome


def full_phone(name: str) -> SharenumApp:
    """A copy of the full phone of the stage."""
    path = Path(STAGE["folder"]) / f"{name}.sharenum"
    source = Path(STAGE["full_phone"])
    for file in source.parent.glob(f"{source.name}*"):
        shutil.copy(file, str(path) + file.name[len(source.name) :])
    secrets = VaultSecrets(
        file_key=bytes.fromhex(STAGE["full_phone_key"]),
        signing_seed=bytes.fromhex(STAGE["full_phone_seed"]),
    )
    return SharenumApp.open(str(path), MemoryVault(secrets))


class Pages(unittest.TestCase):
    def test_ten_thousand_tickets_are_read_page_by_page(self) -> None:
        table = Table("pages")
        app = full_phone("pages")
        titles: List[str] = []
        pages = 0
        after: Optional[PageCursor] = None
        while True:
            page = app.tickets(TicketFilter.MINE, PageRequest(after=after, limit=100))
            titles.extend(item.title for item in page.items)
            pages += 1
            after = page.next
            if after is None:
                break
        table.says("pages", pages)
        table.says("total", page.total)
        table.says("tickets", len(titles))
        table.says("different ones", len(set(titles)))
        table.says("first", titles[0])
        table.says("last", titles[-1])
        wrong = PageRequest(after="nonsense", limit=100)
        table.says("a cursor of nobody", outcome(lambda: app.tickets(TicketFilter.MINE, wrong)))
        long = app.tickets(TicketFilter.MINE, PageRequest(after=None, limit=5_000))
        table.says("a page of 5000 is cut to", len(long.items))
        found = app.search("ticket 4711", PageRequest(after=None, limit=10))
        table.says("found", found.items[0].title)
        app.close()
        table.compare(self)
