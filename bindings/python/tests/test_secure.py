"""HTTPS with a hub's own certificate, pinned; straight, and through a proxy."""

from __future__ import annotations

import asyncio
import unittest
from pathlib import Path

from sharenum import NetworkOptions, SyncTarget
from stage import BUDGET, STAGE, Phone, Table, outcome, word


class Secure(unittest.TestCase):
    def test_a_pinned_hub_is_reached_over_https(self) -> None:
        table = Table("secure")
        pin = Path(STAGE["secure_pin"]).read_bytes()
        phone = Phone("secure")

        def join(invitation: str, hub: str) -> str:
            return outcome(lambda: asyncio.run(phone.app.join(STAGE[invitation], STAGE[hub])))

        table.says("not pinned", join("secure_member", "secure"))
        phone.app.set_network(NetworkOptions(pins=[pin]))
        table.says("pinned", join("secure_member", "secure"))
        table.says("membership", word(phone.app.membership()))
        table.says("a sync", asyncio.run(phone.app.sync(SyncTarget.REGION(), BUDGET)).finished)
        phone.app.close()

        phone = Phone("secure-far")
        phone.app.set_network(NetworkOptions(pins=[pin]))
        table.says("a name that only the proxy knows", join("secure_far_member", "secure_far"))
        phone.app.set_network(NetworkOptions(pins=[pin], proxy=STAGE["proxy"]))
        table.says("through the proxy", join("secure_far_member", "secure_far"))
        table.says("a sync through it", asyncio.run(phone.app.sync(SyncTarget.REGION(), BUDGET)).finished)
        phone.app.set_network(NetworkOptions(pins=[b"no certificate"]))
        broken = outcome(lambda: asyncio.run(phone.app.sync(SyncTarget.REGION(), BUDGET)))
        table.says("a pin that is none", broken)
        phone.app.close()
        table.compare(self)
