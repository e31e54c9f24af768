"""A vault in a file, for scripts on a computer that is trusted: readable by its owner alone."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Optional, Union

from ._bindings import HostError, KeyVault, VaultSecrets


class FileVault(KeyVault):
    """Keeps the two secrets of an account in a file of mode 600.

    A phone has a better place. Whoever reads this file can read the account and write in its name:
    do not back it up together with the account's file, and do not put it on a share.
    """

    def __init__(self, path: Union[str, os.PathLike[str]]) -> None:
        self._path = Path(path)

    def load(self) -> Optional[VaultSecrets]:
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            return VaultSecrets(
                file_key=bytes.fromhex(kept["file_key"]),
                signing_seed=bytes.fromhex(kept["signing_seed"]),
            )
        except FileNotFoundError:
            return None
        except OSError as error:
            # Not there is one thing, not readable now another: the account must not be set aside.
            raise HostError.Unavailable(type(error).__name__) from None
        except (ValueError, KeyError, TypeError):
            # Not written by this class: what it was is lost.
            return None

    def save(self, secrets: VaultSecrets) -> None:
        text = json.dumps(
            {"file_key": secrets.file_key.hex(), "signing_seed": secrets.signing_seed.hex()}
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Made with mode 600 from the start, and put in place in one step.
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self._path)
        except OSError as error:
            raise HostError.Unavailable(type(error).__name__) from None

    def discard(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise HostError.Unavailable(type(error).__name__) from None
