"""The search of this suite finds a canary wherever and however it is written."""

import base64
import json
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import psutil
import pytest

from tests.privacy.canaries import FOREIGN_WORD, NUMBERS, PIN, canaries_in, spelled, word
from tests.privacy.traces import (
    OVERLAP,
    PIECE,
    canaries_in_file,
    canaries_in_files,
    files_below,
    open_files_of,
)

WRITINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "upper case": lambda text: text.upper().encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 after one byte": lambda text: base64.b64encode(b"1" + text.encode() + b"9"),
    "base64 after two bytes": lambda text: base64.b64encode(b"22" + text.encode() + b"9"),
    "an address": lambda text: quote(text).encode(),
    "a form": lambda text: quote_plus(text).encode(),
    "percents": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()).encode(),
    "JSON": lambda text: json.dumps({"text": text}).encode(),
    "a representation of bytes": lambda text: repr(text.encode()).encode(),
    "hex": lambda text: text.encode().hex().upper().encode(),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_canary_in_a_file_is_found(tmp_path: Path, writing: str):
    numbers = [form for number in NUMBERS for form in spelled(number)]
    for text in (word("control"), FOREIGN_WORD, *PIN.values(), *numbers):
        (tmp_path / "some.log").write_bytes(b"before " + WRITINGS[writing](text) + b" after")
        assert canaries_in_files(files_below(tmp_path)), text


def test_a_canary_in_the_name_of_a_file_is_found(tmp_path: Path):
    (tmp_path / word("name")).touch()
    assert canaries_in_files(files_below(tmp_path))


def test_a_canary_in_a_database_and_in_its_journal_is_found(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "some.db")
    connection.execute("pragma journal_mode=wal")
    connection.execute("create table texts (text)")
    connection.execute("insert into texts values (?)", (word("row"),))
    connection.commit()
    assert str(tmp_path / "some.db-wal") in canaries_in_files(files_below(tmp_path))
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    assert str(tmp_path / "some.db") in canaries_in_files(files_below(tmp_path))


def test_a_canary_on_the_border_of_two_pieces_is_found(tmp_path: Path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(PIECE - 5)
        file.seek(PIECE - 5)
        file.write(word("border").encode() + bytes(OVERLAP))
    assert canaries_in_file(path)


def test_a_canary_in_a_deleted_file_that_is_still_open_is_found(tmp_path: Path):
    path = tmp_path / "deleted"
    with path.open("w") as file:
        file.write(word("deleted"))
        file.flush()
        path.unlink()
        assert canaries_in_files(open_files_of(psutil.Process()))


def test_only_files_changed_since_then_are_searched(tmp_path: Path):
    path = tmp_path / "old"
    path.write_text(word("old"))
    changed = path.stat().st_mtime
    assert list(files_below(tmp_path, changed_since=changed)) == [path]
    assert list(files_below(tmp_path, changed_since=changed + 1)) == []


def test_ordinary_bytes_hold_no_canary():
    assert canaries_in(b"la migra esta en mi puerta +15550000000") == set()
    assert canaries_in(zlib.compress(bytes(range(256)) * 99)) == set()
