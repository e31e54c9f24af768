"""The hello of the README, as it stands there; `xtask/tests/house.rs` compares the two."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import unittest

from stage import STAGE


def hello(invitation: str, hub: str) -> None:
    # hello begins
    import asyncio
    from datetime import timedelta
    from sharenum import FileVault, PageRequest, SharenumApp, SyncTarget, WorkshopFilter

    app = SharenumApp.open("account.sharenum", FileVault("secrets.json"))
    asyncio.run(app.join(invitation, hub))
    asyncio.run(app.sync(SyncTarget.REGION(), timedelta(seconds=30)))
    coming = app.workshops(WorkshopFilter.UPCOMING, PageRequest())
    print(f"{coming.total} workshops to come")
    for workshop in coming.items:
        print(workshop.slot.start, workshop.title)
    app.close()
    # hello ends


class Hello(unittest.TestCase):
    def test_the_hello_of_the_readme_runs(self) -> None:
        printed = io.StringIO()
        before = os.getcwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                with contextlib.redirect_stdout(printed):
                    hello(STAGE["hello"], STAGE["region"])
            finally:
                os.chdir(before)
        self.assertEqual(printed.getvalue(), "0 workshops to come\n")
