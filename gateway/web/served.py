"""Serves files of the chat from memory, squeezed once at the start; what is not there is 404."""

import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path

import brotli
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response


class ServedFile:
    """One file, read when the process starts, with its headers; an answer to GET."""

    def __init__(self, path: Path, media_type: str, headers: Mapping[str, str]) -> None:
        content = path.read_bytes() if path.exists() else b""
        self._media_type = media_type
        self._mark = hashlib.sha256(content).hexdigest()[:32]
        self._headers = {"Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff", **headers}
        self._forms = {"": content}
        if content:
            self._forms |= {"br": brotli.compress(content), "gzip": gzip.compress(content, mtime=0)}

    async def __call__(self, request: Request) -> Response:
        """Answer with the smallest form that is accepted; 304 for who has it."""
        if not self._forms[""]:
            raise HTTPException(404)
        accepted = _accepted(request.headers.get("accept-encoding", ""))
        coding = next((name for name in self._forms if name and name in accepted), "")
        mark = f'"{self._mark}{"-" if coding else ""}{coding}"'
        headers = self._headers | {"ETag": mark}
        if mark in _marks(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if coding:
            headers["Content-Encoding"] = coding
        return Response(self._forms[coding], headers=headers, media_type=self._media_type)


def _accepted(header: str) -> set[str]:
    """Return the codings that a header names and does not refuse."""
    named = [entry.replace(" ", "").casefold().partition(";q=") for entry in header.split(",")]
    return {name for name, _, quality in named if not quality or quality.strip("0.")}


def _marks(header: str) -> set[str]:
    return {mark.strip().removeprefix("W/") for mark in header.split(",")}
