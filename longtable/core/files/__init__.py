"""Files that people give us: judged by their content, private, and gone when their time is over.

stored = store(by=actor, content=upload, name=upload.name, kinds={"pdf", "png"})
return download(stored)  # in a view that has already found the record through its selector
"""

from longtable.core.files.kinds import KINDS, SOUND, FileRefused
from longtable.core.files.serving import download
from longtable.core.files.storing import StorageFull, delete_expired, delete_file, delete_strays, store

__all__ = [
    "KINDS",
    "SOUND",
    "FileRefused",
    "StorageFull",
    "delete_expired",
    "delete_file",
    "delete_strays",
    "download",
    "store",
]
