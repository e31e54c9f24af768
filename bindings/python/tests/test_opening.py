"""The four cases of file and key, and a vault that fails."""

from __future__ import annotations

import unittest
from pathlib import Path
from typing import Optional

from sharenum import HostError, SharenumApp, SharenumError, VaultSecrets
from stage import STAGE, MemoryVault, Table, outcome, word


class Locked(MemoryVault):
    """The phone was not unlocked since it started."""

    def load(self) -> Optional[VaultSecrets]:
        raise HostError.Unavailable("keystore-locked")


class Broken(MemoryVault):
    """Throws what no vault should."""

    def load(self) -> Optional[VaultSecrets]:
        raise RuntimeError("the account of m.durand@ac-dijon.fr")


class Opening(unittest.TestCase):
    def test_each_case_of_file_and_key_has_its_outcome(self) -> None:
        table = Table("opening")
        path = Path(STAGE["folder"]) / "opening.sharenum"
        vault = MemoryVault()

        def opened() -> str:
            app = SharenumApp.open(str(path), vault)
            opening = word(app.opening())
            app.close()
            return opening

        table.says("neither", opened())
        table.says("both", opened())
        own, vault.secrets = vault.secrets, VaultSecrets(file_key=bytes(48), signing_seed=bytes(32))
        before = path.read_bytes()
        table.says("another key", outcome(lambda: SharenumApp.open(str(path), vault)))
        table.says("the file is as it was", path.read_bytes() == before)
        vault.secrets = own
        table.says("the own key again", opened())
        vault.secrets = None
        table.says("a file without key", opened())
        app = SharenumApp.open(str(path), vault)
        table.says("set aside", len(app.files_set_aside()))
        app.close()
        for file in path.parent.glob("opening.sharenum*"):
            file.unlink()
        table.says("a key without file", opened())
        app = SharenumApp.set_aside_and_open(str(path), vault)
        table.says("set aside by hand", word(app.opening()))
        app.close()
        app.close()
        table.says("closed", outcome(app.diagnostics))
        table.compare(self)

    def test_a_vault_that_fails_is_an_error_and_nothing_is_made(self) -> None:
        table = Table("vault")
        path = Path(STAGE["folder"]) / "vault.sharenum"
        table.says("locked", outcome(lambda: SharenumApp.open(str(path), Locked())))
        try:
            SharenumApp.open(str(path), Broken())
        except SharenumError as error:
            table.says("broken", f"{word(error)} {error.code}")
            table.says("tells who", "durand" in f"{error} {error.text}")
        table.says("a file was made", path.exists())
        table.compare(self)
