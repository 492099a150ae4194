"""Answers a request that cannot be served as problem+json; it never repeats what was sent."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"
PROBLEMS = tomllib.loads(Path(__file__).with_name("problems.toml").read_text(encoding="utf-8"))
ALWAYS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Refused(Exception):
    """A request is not served. The message is the code of the problem."""

    def __init__(
        self,
        code: str,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code, self.errors, self.headers = code, errors, dict(headers or {})


def problem(refused: Refused) -> JSONResponse:
    """Return the response that tells why."""
    about = PROBLEMS[refused.code]
    told = {"type": f"/problems/{refused.code}", **about, "code": refused.code}
    if refused.errors:
        told["errors"] = [dict(error) for error in refused.errors]
    headers = ALWAYS | refused.headers
    return JSONResponse(told, about["status"], headers, MEDIA_TYPE)
