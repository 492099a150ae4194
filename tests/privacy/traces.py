"""Where a running system can leave traces: its files, open files, command lines, environments."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

from tests.privacy.canaries import canaries_in

PIECE = 4 * 1024 * 1024
OVERLAP = 4096
"""Bytes of one piece read again with the next, so that nothing hides on the border."""


def files_below(folder: Path, changed_since: float = 0.0) -> Iterator[Path]:
    """Give every regular file below a folder that was changed since then."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            try:
                about = path.lstat()
            except FileNotFoundError:
                continue
            if stat.S_ISREG(about.st_mode) and about.st_mtime >= changed_since:
                yield path


def open_files_of(process: psutil.Process) -> Iterator[Path]:
    """Give every regular file that a process holds open for writing, also when it was deleted."""
    for descriptor in Path(f"/proc/{process.pid}/fd").iterdir():
        try:
            flags = Path(f"/proc/{process.pid}/fdinfo/{descriptor.name}").read_text().split()[3]
            is_written = int(flags, 8) & (os.O_WRONLY | os.O_RDWR)
            if is_written and stat.S_ISREG(descriptor.stat().st_mode):
                yield descriptor
        except FileNotFoundError:
            continue


def family(process: psutil.Process) -> list[psutil.Process]:
    """Return a process and all that it started."""
    return [process, *process.children(recursive=True)]


def canaries_in_file(path: Path) -> set[str]:
    """Return the canaries in a file and in its name; a file that has gone holds none."""
    found = canaries_in(str(path).encode("utf-8", "surrogateescape"))
    try:
        with path.open("rb") as file:
            rest = b""
            while piece := file.read(PIECE):
                found |= canaries_in(rest + piece)
                rest = piece[-OVERLAP:]
    except FileNotFoundError:
        pass
    return found


def canaries_in_files(paths: Iterable[Path]) -> dict[str, set[str]]:
    """Return what was found where; nothing for a file without canaries."""
    found = {str(path): canaries_in_file(path) for path in paths}
    return {path: canaries for path, canaries in found.items() if canaries}
