"""What an old Excel file (.xls) asks of the one who reads it, before it is read.

One damaged byte can put a cell four billion places out, or let the file's sectors run in
a circle. A reader that believes it fills the memory, and then no error can be caught.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

__all__ = ["largest_sheet"]

_END = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_SMALL = 4096  # streams below this size lie in the file's stream of small sectors
_DIMENSIONS = 0x0200
# Blank, boolean, formula, label, number, RK, string: each begins with its row and column.
_CELLS = {0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0406, 0x0206}
_RUNS = {0x00BD, 0x00BE}  # cells beside each other; the last column ends the record
_BEGIN = 0x0809


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if start >= len(table):
            return
        yield start
        start = table[start]
    raise ValueError("its sectors run in a circle")


def _stream(data: bytes, size: int, table: tuple[int, ...], start: int) -> bytes:
    return b"".join(data[at * size : (at + 1) * size] for at in _chain(table, start))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _workbook(data: bytes) -> bytes:
    """Return the stream of records of a compound file."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    first_folder, small_start, more = (struct.unpack_from("<I", data, at)[0] for at in (48, 60, 68))
    sectors = data[size:]
    listed = list(_numbers(data[76:512]))
    seen = set()
    while more < _END and sectors[more * size : (more + 1) * size]:  # in files beyond 7 MB
        if more in seen:
            raise ValueError("its sectors run in a circle")
        seen.add(more)
        *further, more = _numbers(sectors[more * size : (more + 1) * size])
        listed += further
    table = _numbers(b"".join(sectors[n * size : (n + 1) * size] for n in listed if n < _END))
    folder = _stream(sectors, size, table, first_folder)
    entries = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    places = [struct.unpack_from("<II", entry, 116) for entry in entries]
    root = _stream(sectors, size, table, places[0][0])
    small = _numbers(_stream(sectors, size, table, small_start))
    for entry, (start, length) in zip(entries, places, strict=True):
        name = entry[:64].decode("utf-16-le", errors="replace").split("\0")[0]
        if name in ("Workbook", "Book"):
            if length < _SMALL:
                return _stream(root, 64, small, start)[:length]
            return _stream(sectors, size, table, start)[:length]
    return b""


def largest_sheet(data: bytes) -> int:
    """
    Return how many cells the largest rectangle has that a .xls file asks for.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    int
        Rows times columns; 0 if no worksheet is found, which a reader then finds too.

    Raises
    ------
    ValueError
        If no reader could come to the file's end.
    """
    try:
        stream = _workbook(data)
    except (struct.error, IndexError):
        return 0
    at = largest = rows = columns = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _BEGIN:
            rows = columns = 0
        elif kind in (*_CELLS, *_RUNS) and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _RUNS else column
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
        elif kind == _DIMENSIONS and len(body) >= 10:
            # Rows are two bytes long in files of before 1997, four since.
            before = len(body) == 10
            first, end, left, right = struct.unpack_from("<4H" if before else "<IIHH", body)
            largest = max(largest, max(end - first, 0) * max(right - left, 0))
        largest = max(largest, rows * columns)
    return largest
