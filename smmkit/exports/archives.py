"""Zip archives: several platforms deliver the files of one export in one."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from smmkit.errors import UnknownExportError

__all__ = ["is_archive", "unpack"]

_MOST_FILES = 500
_MOST_BYTES = 1024**3  # unpacked
# What other programs keep in a zip file: no exports.
_DOCUMENTS = ("workbook.xml", "content.xml", "document.xml", "presentation.xml", ".iwa")


def is_archive(path: Path) -> bool:
    """
    Say whether a file is an archive of files, and no workbook or document, whatever its name.

    Examples
    --------
    >>> is_archive(Path("there is none.zip"))
    False
    """
    try:
        with path.open("rb") as stream:
            # An old workbook may hold a whole zip file somewhere in it.
            if stream.read(4) != b"PK\x03\x04":
                return False
            with zipfile.ZipFile(stream) as archive:
                return not any(name.endswith(_DOCUMENTS) for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def unpack(path: Path, into: Path) -> Iterator[tuple[str, Path]]:
    """
    Unpack the files of an archive, one at a time.

    Parameters
    ----------
    path : pathlib.Path
        The archive.
    into : pathlib.Path
        An empty folder. No name in the archive can lead out of it.

    Yields
    ------
    name : str
        The archive's name and the file's in it, such as "videos.zip/Totals.csv".
    file : pathlib.Path
        Where it lies unpacked, dated as in the archive.

    Raises
    ------
    UnknownExportError
        If it is damaged, locked by a password, or unpacks to more than can be an export.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if _counts(part)]
            size = sum(part.file_size for part in parts)
            if size > _MOST_BYTES or len(parts) > _MOST_FILES:
                raise UnknownExportError(
                    f"{path.name!r} is a zip archive of {len(parts):,} files and "
                    f"{size / 1024**2:,.0f} MB; up to {_MOST_FILES} files and "
                    f"{_MOST_BYTES / 1024**2:,.0f} MB are read. Unpack it yourself."
                )
            for number, part in enumerate(parts):
                folder = into / str(number)
                folder.mkdir()
                file = folder / (Path(part.filename).name or "file")
                with archive.open(part) as stream:
                    # Never more than what the archive says, whatever it holds.
                    file.write_bytes(stream.read(part.file_size))
                with contextlib.suppress(ValueError, OverflowError):  # no such day
                    when = dt.datetime(*part.date_time).timestamp()
                    os.utime(file, (when, when))
                yield f"{path.name}/{part.filename}", file
    except (zipfile.BadZipFile, zipfile.zlib.error, NotImplementedError, EOFError) as error:
        raise UnknownExportError(
            f"{path.name!r} is a zip archive, and damaged: {error}. Download it again."
        ) from error
    except RuntimeError as error:  # how zipfile says that there is a password
        raise UnknownExportError(f"{path.name!r} cannot be unpacked: {error}.") from error


def _counts(part: zipfile.ZipInfo) -> bool:
    name = Path(part.filename).name
    return not (part.is_dir() or name.startswith(".") or part.filename.startswith("__MACOSX"))
