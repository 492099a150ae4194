"""After a day with crashes no file, no reply and no process shows what a person sent."""

import json
import re
import resource
import sqlite3

import httpx
import psutil
import pytest

from gateway.pseudonym import pseudonym
from gateway.web.routes import PREVIEW_KEY
from tests.privacy.canaries import NUMBERS, PIN, canaries_in, spelled
from tests.privacy.counts import counts_out_of_place
from tests.privacy.day import Day
from tests.privacy.on_websites import conversation_of
from tests.privacy.traces import canaries_in_files, family, files_below, open_files_of
from tools.environment import ROOT

LOGS = ("gateway", "actions", "bot", "supervisor")
PROCESSES = ("gateway", "actions", "bot")
TURNS_AT_LEAST = 200

# The first test waits for the whole day, with a bot that is started twice.
pytestmark = pytest.mark.timeout(900)


def log_of(day: Day, name: str) -> str:
    """Return a whole log."""
    return (day.system.folder / "log" / f"{name}.log").read_text(encoding="utf-8")


def events_of(day: Day) -> list[dict[str, object]]:
    """Return the events in the gateway's log."""
    return [json.loads(line) for line in log_of(day, "gateway").splitlines() if line[:1] == "{"]


def test_the_day_was_long_and_had_answers_refusals_and_failures(day: Day):
    events = [event["event"] for event in events_of(day)]
    assert events.count("turn.answered") >= TURNS_AT_LEAST
    assert "webhook.refused" in events
    assert "turn.failed" in events
    codes = {reply.status_code for reply in day.replies}
    assert {200, 204, 400, 403, 404, 405, 413, 415, 422} <= codes


def test_the_day_reached_every_kind_of_answer(day: Day):
    said = {str(say) for event in events_of(day) for say in event.get("say", [])}
    assert {"refer.near", "door_home", "keyword.stop", "erase.done", "language.changed"} <= said
    assert {"trouble.no_words", "keyword.help"} <= said


def test_no_file_of_the_system_holds_a_canary(day: Day):
    paths = list(files_below(day.system.folder))
    names = {path.name for path in paths}
    assert {"store.db", "directory.db", "run.log", *(f"{name}.log" for name in LOGS)} <= names
    assert canaries_in_files(paths) == {}


def test_no_file_in_the_repository_got_a_canary(day: Day):
    assert canaries_in_files(files_below(ROOT, changed_since=day.began)) == {}


def test_no_file_that_a_process_has_open_holds_a_canary(day: Day):
    processes = family(psutil.Process(day.system.process.pid))
    opened = [path for process in processes for path in open_files_of(process)]
    assert opened
    assert canaries_in_files(opened) == {}


def test_every_process_works_in_a_folder_that_is_searched(day: Day):
    for process in family(psutil.Process(day.system.process.pid)):
        assert process.cwd() == str(ROOT)


def test_no_command_line_and_no_environment_holds_a_canary(day: Day):
    for process in family(psutil.Process(day.system.process.pid)):
        shown = "\n".join([*process.cmdline(), *map("=".join, process.environ().items())])
        assert "PATH=" in shown
        assert canaries_in(shown.encode("utf-8", "surrogateescape")) == set()


def test_no_reply_holds_a_canary_whether_answer_or_error(day: Day):
    assert [reply.text for reply in day.replies if canaries_in(reply.content)] == []


def test_no_header_of_a_reply_holds_a_canary(day: Day):
    raw = b"\n".join(part for reply in day.replies for pair in reply.headers.raw for part in pair)
    assert b"content-type" in raw.lower()
    assert canaries_in(raw) == set()


@pytest.mark.parametrize("name", LOGS)
def test_no_log_says_where_a_pin_was_not_even_roughly(day: Day, name: str):
    assert PIN["Longitude"][: len("-95.53")] not in log_of(day, name)


@pytest.mark.parametrize("name", LOGS)
def test_no_log_holds_the_pseudonym_of_a_number(day: Day, name: str):
    key = day.system.settings["PSEUDONYM_KEY"]
    log = log_of(day, name)
    for number in NUMBERS:
        for form in spelled(number):
            for channel in ("sms", "simulator"):
                assert pseudonym(key, channel, form) not in log


@pytest.mark.parametrize("name", LOGS)
def test_no_log_holds_the_pseudonym_of_a_conversation_on_a_website(day: Day, name: str):
    key = day.system.settings["PSEUDONYM_KEY"]
    log = log_of(day, name)
    for number in NUMBERS:
        assert pseudonym(key, "web", f"{PREVIEW_KEY}:{conversation_of(number)}") not in log


def test_the_opt_outs_are_pseudonyms_and_a_date_and_nothing_else(day: Day):
    with sqlite3.connect(day.system.folder / "store.db") as store:
        schema = store.execute("select name from sqlite_master where type = 'table'").fetchall()
        rows = store.execute("select * from opt_outs").fetchall()
    store.close()
    assert set(schema) == {("opt_outs",), ("daily_count",), ("site",)}
    key = day.system.settings["PSEUDONYM_KEY"]
    assert pseudonym(key, "sms", NUMBERS[0]) in {row[0] for row in rows}
    for row in rows:
        assert len(row) == 2
        assert re.fullmatch("[0-9a-f]{32}", row[0])
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[1])


def test_the_counts_are_of_days_and_hold_ids_of_ours_and_nothing_else(day: Day):
    key = {"X-Internal-Key": day.system.settings["INTERNAL_KEY"]}
    told = httpx.get(f"{day.system.address}/internal/usage", headers=key, timeout=20)
    assert told.status_code == 200  # and what was counted is now in the store
    with sqlite3.connect(day.system.folder / "store.db") as store:
        rows = store.execute("select day, kind, name, language, times from daily_count").fetchall()
    store.close()
    assert {"turn", "topic", "fallback", "referral", "danger"} <= {row[1] for row in rows}
    assert {"sms", "web"} <= {row[2] for row in rows if row[1] == "turn"}
    assert counts_out_of_place(rows) == []
    assert canaries_in(told.content) == set()


def test_the_log_of_the_bot_has_no_texts_although_the_environment_asks_for_debugging(day: Day):
    log = log_of(day, "bot")
    assert log
    assert "parse_data_text" not in log
    assert "DEBUG" not in log


@pytest.mark.parametrize("name", PROCESSES)
def test_no_process_can_leave_a_core_file_when_it_crashes(day: Day, name: str):
    process = day.system.process_of(name)
    assert process.rlimit(resource.RLIMIT_CORE) == (0, 0)
