"""Lists this week's workshops near a school, from a file that works offline.

The first time, with an invitation that the region's coordinator made:

    python this_week.py --join "sharenum://join?hub=…&code=…" --school 0711052H

From then on without arguments; without a network, it lists what the last sync brought.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
from pathlib import Path

from sharenum import (
    FileVault,
    Membership,
    NetworkOptions,
    PageRequest,
    SharenumApp,
    SharenumError,
    SyncTarget,
    WorkshopFilter,
)

BUDGET = datetime.timedelta(seconds=60)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path.home() / ".sharenum", help="where the account lies")
    parser.add_argument("--join", metavar="INVITATION", help="a link, or a code together with --hub")
    parser.add_argument("--hub", help="the address of the region's hub, with a bare code")
    parser.add_argument("--school", help="the establishment that distances are measured from")
    parser.add_argument("--pin", type=Path, help="a hub's own certificate (DER)")
    parser.add_argument("--days", type=int, default=7)
    chosen = parser.parse_args()

    chosen.folder.mkdir(parents=True, exist_ok=True)
    vault = FileVault(chosen.folder / "secrets.json")
    app = SharenumApp.open(str(chosen.folder / "account.sharenum"), vault)
    try:
        if chosen.pin:
            app.set_network(NetworkOptions(pins=[chosen.pin.read_bytes()]))
        if isinstance(app.membership(), Membership.NOT_JOINED):
            if not chosen.join:
                parser.error("this computer has not joined a region yet; give --join INVITATION")
            await app.join(chosen.join, chosen.hub)
        if chosen.school:
            app.set_profile(chosen.school, app.profile().tools)
        try:
            await app.sync(SyncTarget.REGION(), BUDGET)
        except SharenumError.CheckNetwork as error:
            print(f"offline ({error.code}); this is what the last sync brought")
        print_workshops(app, datetime.timedelta(days=chosen.days))
    finally:
        app.close()


def print_workshops(app: SharenumApp, within: datetime.timedelta) -> None:
    end = datetime.datetime.now(datetime.timezone.utc) + within
    page = app.workshops(WorkshopFilter.UPCOMING, PageRequest())
    while True:
        for workshop in page.items:
            # They come soonest first.
            if workshop.start is not None and workshop.start > end:
                return
            start = workshop.slot.start
            km = "" if workshop.km is None else f", {workshop.km:.0f} km"
            print(f"{start:%a %d %b %H:%M}  {workshop.title}: {workshop.place_label}{km}")
        if page.next is None:
            return
        page = app.workshops(WorkshopFilter.UPCOMING, PageRequest(after=page.next))


if __name__ == "__main__":
    asyncio.run(main())
