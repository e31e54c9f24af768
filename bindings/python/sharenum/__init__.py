"""Sharenum Companion for the scripts of schools.

Everything that an app can do: one account in one encrypted file, which works offline and syncs with
a hub. ``SharenumApp`` is the place to start; ``FileVault`` keeps its secrets.
"""

from ._bindings import *  # noqa: F403
from ._bindings import __all__ as _bindings_all
from ._bindings import (
    CivilDate,
    CivilDateTime,
    CivilTime,
    DeviceId,
    DocumentId,
    GuideId,
    MemberId,
    PageCursor,
    ResourceId,
    SchoolCode,
    ToolId,
    TrainingId,
)
from .vault import FileVault

__all__ = [
    *_bindings_all,
    "CivilDate",
    "CivilDateTime",
    "CivilTime",
    "DeviceId",
    "DocumentId",
    "FileVault",
    "GuideId",
    "MemberId",
    "PageCursor",
    "ResourceId",
    "SchoolCode",
    "ToolId",
    "TrainingId",
]
