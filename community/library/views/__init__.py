"""Pages of the library."""

from .publishing import bring_back, publish, supersede, withdraw
from .reading import download, library, resource, version
from .writing import add_file, draft, facts, new, new_version, note_file, remove_file

__all__ = [
    "add_file",
    "bring_back",
    "download",
    "draft",
    "facts",
    "library",
    "new",
    "new_version",
    "note_file",
    "publish",
    "remove_file",
    "resource",
    "supersede",
    "version",
    "withdraw",
]
