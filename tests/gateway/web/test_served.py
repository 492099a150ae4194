"""The widget's file and the preview: small on the way, known again, and nothing where none is."""

import gzip

import brotli
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from gateway.web.routes import FOR_EVERYBODY, SCRIPT
from gateway.web.served import ServedFile
from tests.gateway.ports import client_of
from tests.gateway.web.visitor import Visitor

CONTENT = b"console.log('a widget'); " * 99
READ = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def served(folder, content: bytes = CONTENT):
    path = folder / "widget.js"
    if content:
        path.write_bytes(content)
    file = ServedFile(path, SCRIPT, FOR_EVERYBODY)
    return client_of(Starlette(routes=[Route("/widget.js", file.__call__)]))


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR; q=0.1", "br"),
        ("br;q=0.0, gzip; q=0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
async def test_the_file_is_sent_in_the_smallest_form_that_is_accepted(tmp_path, accepted, coding):
    async with served(tmp_path) as client:
        request = client.build_request("GET", "/widget.js", headers={"Accept-Encoding": accepted})
        reply = await client.send(request, stream=True)
        raw = b"".join([chunk async for chunk in reply.aiter_raw()])
    assert READ[coding](raw) == CONTENT
    assert reply.headers.get("content-encoding", "") == coding
    assert reply.headers["vary"] == "Accept-Encoding"
    assert not coding or len(raw) < len(CONTENT) / 5


async def test_who_has_the_file_gets_no_second_one(tmp_path):
    async with served(tmp_path) as client:
        first = await client.get("/widget.js")
        marks = {"If-None-Match": f'"x", W/{first.headers["etag"]}'}
        again = await client.get("/widget.js", headers=marks)
        other = await client.get("/widget.js", headers=marks | {"Accept-Encoding": "identity"})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200  # another form is another file


async def test_every_page_may_load_the_widget_and_keep_it_for_a_while(tmp_path):
    async with served(tmp_path) as client:
        headers = (await client.get("/widget.js")).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["cache-control"] == "public, max-age=300, stale-while-revalidate=86400"
    assert headers["content-type"].startswith("text/javascript")


async def test_a_file_that_was_not_built_is_not_there(tmp_path):
    async with served(tmp_path, content=b"") as client:
        assert (await client.get("/widget.js")).status_code == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/widget.js", "text/javascript"),
        ("/chat/page.css", "text/css"),
        ("/embed", "text/html"),
        ("/embed/preview.js", "text/javascript"),
        ("/embed/preview.css", "text/css"),
    ],
)
async def test_the_gateway_serves_what_is_built_and_written(path: str, kind: str):
    reply = await Visitor().get(path)
    assert (reply.status_code, reply.headers["content-type"].split(";")[0]) == (200, kind)
    assert reply.headers["x-content-type-options"] == "nosniff"


async def test_the_preview_runs_nothing_inline_and_frames_our_own_pages_alone():
    policy = (await Visitor().get("/embed")).headers["content-security-policy"]
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
