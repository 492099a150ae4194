"""What the actions tell is what the admin takes: a report and referrals, through its real door."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from actions import staff
from actions.refer import ActionRefer
from actions.report import ActionReport
from referrals.history_models import NumberReport, ReferralCount
from tests.actions.conftest import Conversation
from tests.actions.desk import ADMIN
from tests.admin.browsing import INTERNAL_KEY, Place, open_place


@pytest.fixture
def admin(
    seeded_url: str, small_directory: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """An admin over a copy of the small directory, which takes what the actions send."""
    shutil.copy(seeded_url.removeprefix("sqlite:///"), tmp_path / "directory.db")
    place = open_place(f"sqlite:///{tmp_path / 'directory.db'}")

    def pass_on(request: httpx.Request) -> httpx.Response:
        reply = place.app.test_client().post(
            request.url.path, data=request.content, headers=list(request.headers.items())
        )
        return httpx.Response(reply.status_code)

    client = httpx.AsyncClient(transport=httpx.MockTransport(pass_on))
    monkeypatch.setattr(staff, "_client", lambda: client)
    monkeypatch.setenv("ADMIN_URL", ADMIN)
    monkeypatch.setenv("INTERNAL_KEY", INTERNAL_KEY)
    staff._settings.cache_clear()
    yield place
    staff._settings.cache_clear()
    place.app.database.engine.dispose()


def times(place: Place, table: Any) -> dict[str, int]:
    """Return {service: times} of a table of the admin's."""
    with place.database() as database:
        return {row.service_id: row.times for row in database.scalars(select(table))}


async def test_a_dead_number_is_in_the_queue_once_and_every_referral_is_counted(
    later: Conversation, admin: Place
):
    await later.hear(ActionRefer(), "77036")
    for _ in range(2):
        assert (await later.hear(ActionReport(), "NOWORK 2"))[0] == "report.noted"
    await asyncio.gather(*staff._under_way)
    listed = later.slots["listed"]
    assert times(admin, NumberReport) == {listed[1]: 1}
    assert times(admin, ReferralCount) == dict.fromkeys(listed, 1)


async def test_a_key_that_is_not_the_admins_notes_nothing(
    later: Conversation, admin: Place, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("INTERNAL_KEY", INTERNAL_KEY[::-1] + "x")
    staff._settings.cache_clear()
    await later.hear(ActionRefer(), "77036")
    assert (await later.hear(ActionReport(), "NOWORK 2"))[0] == "report.not_noted"
    assert times(admin, NumberReport) == {}
