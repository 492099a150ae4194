"""Usage: added up by day, name and language; what is too few stays untold; a dead gateway."""

import csv
import io
from datetime import date, timedelta

import httpx
import pytest

from admin import usage_counts
from admin.internal import KEY_HEADER
from admin.usage_counts import Count, Counts, NoCounts, Total, fetch, totals
from admin.usage_pages import by_day, by_language, by_name, csv_of, written
from tests.admin.browsing import INTERNAL_KEY, open_place

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 3)
ROWS = (
    ("2026-03-01", "turn", "sms", "es", 40),
    ("2026-03-01", "turn", "sms", "vi", "<5"),
    ("2026-03-03", "turn", "sms", "es", 10),
    ("2026-03-03", "turn", "simulator", "", "<5"),
    ("2026-03-01", "topic", "door_home", "es", 21),
    ("2026-03-02", "topic", "door_home", "vi", "<5"),
    ("2026-03-02", "topic", "=cmd()", "en", 7),
    ("2026-03-02", "gap", "national", "es", 6),
    ("2026-03-02", "fallback", "zip", "es", 9),
)


def told(rows=ROWS):
    keys = ("day", "kind", "name", "language", "times")
    return {
        "from": "2026-03-01",
        "to": "2026-03-03",
        "fewest": 5,
        "counts": [dict(zip(keys, row, strict=True)) for row in rows],
    }


def answering(status=200, **given):
    return lambda *asked: httpx.Response(status, **given)


def counts():
    return fetch("http://127.0.0.1:1", "k", FIRST, LAST, answering(json=told()))


@pytest.fixture
def open_with(database_url):
    """Opens an admin whose gateway answers as it is told; yields a viewer's browser."""
    opened = []

    def make(answer, monkeypatch, url="http://127.0.0.1:1"):
        asked = []

        def ask(url, query, headers):
            asked.append((url, dict(query), dict(headers)))
            return answer(url, query, headers)

        # The page calls `fetch` with its usual way of asking.
        usual = usage_counts.fetch
        monkeypatch.setattr(usage_counts, "fetch", lambda *given: usual(*given, ask=ask))
        place = open_place(database_url, GATEWAY_URL=url)
        opened.append(place)
        place.account("viewer@example.org", "viewer")
        return place.browser().enter("viewer@example.org"), asked

    yield make
    for place in opened:
        place.app.database.engine.dispose()


def test_the_gateway_is_asked_for_the_days_with_the_key(open_with, monkeypatch):
    viewer, asked = open_with(answering(json=told()), monkeypatch)
    assert viewer.get("/usage/?first=2026-03-01&last=2026-03-03").status_code == 200
    days = {"from": "2026-03-01", "to": "2026-03-03"}
    assert asked == [("http://127.0.0.1:1/internal/usage", days, {KEY_HEADER: INTERNAL_KEY})]


def test_thirty_days_are_shown_where_none_are_chosen(open_with, monkeypatch):
    viewer, asked = open_with(answering(json=told()), monkeypatch)
    viewer.get("/usage/")
    first, last = (date.fromisoformat(asked[0][1][k]) for k in ("from", "to"))
    assert (last - first, last) == (timedelta(days=29), date(2026, 3, 5))


def test_sums_keep_apart_what_is_told_and_what_is_not():
    found = totals(counts().rows, lambda row: row.kind)
    assert found["turn"] == Total(50, 2)
    assert found["topic"] == Total(28, 1)


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (Total(37, 0), "37"),
        (Total(0, 1), "under 5"),
        (Total(0, 2), "2 to 8"),
        (Total(37, 2), "39 to 45"),
        (Total(), "0"),
    ],
)
def test_a_sum_is_written_no_more_exactly_than_it_is_known(place, total, words):
    with place.app.test_request_context():
        assert written(total, 5) == words


def test_every_day_has_a_line_also_one_on_which_nothing_was_said():
    lines = by_day(counts(), "turn")
    assert [(line.day.day, line.total) for line in lines] == [
        (3, Total(10, 1)),
        (2, Total()),
        (1, Total(40, 1)),
    ]
    assert [line.total for line in by_day(counts(), "topic", "door_home")][-1] == Total(21, 0)


def test_bars_are_as_long_as_their_sums():
    lengths = [line.length for line in by_day(counts(), "topic", "door_home")]
    assert lengths == [0.0, 4.8, 100.0]


def test_names_come_the_most_said_first_and_in_words(place):
    with place.app.test_request_context():
        lines = by_name(counts(), "topic")
        assert [line.words for line in lines] == ["Officers at your door", "=cmd()"]
        assert [line.words for line in by_language(counts())][:1] == ["Español"]
        assert "not known for sure" in {line.words for line in by_language(counts())}


def test_the_page_shows_topics_languages_fallbacks_and_gaps(open_with, monkeypatch):
    viewer, _ = open_with(answering(json=told()), monkeypatch)
    page = viewer.get("/usage/?first=2026-03-01&last=2026-03-03").text
    for words in (
        "Officers at your door",
        "Español",
        "only lines for the whole country",
        "a ZIP code that we do not know",
    ):
        assert words in page
    assert "under 5" in page


def test_one_topic_is_shown_by_day(open_with, monkeypatch):
    viewer, _ = open_with(answering(json=told()), monkeypatch)
    days = "first=2026-03-01&last=2026-03-03"
    page = viewer.get(f"/usage/?{days}&kind=topic&name=door_home").text
    by_day = page.partition('id="by-day"')[2].partition('id="by-language"')[0]
    assert ">21<" in by_day
    assert ">40<" not in by_day
    odd = viewer.get(f"/usage/?{days}&kind=nothing&name=<script>")
    assert odd.status_code == 200
    assert "&lt;script&gt;" in odd.text
    assert "<script>" not in odd.text


def test_the_download_is_what_was_told_and_safe_in_a_spreadsheet(open_with, monkeypatch):
    viewer, _ = open_with(answering(json=told()), monkeypatch)
    sent = viewer.get("/usage/counts.csv?first=2026-03-01&last=2026-03-03")
    assert sent.mimetype == "text/csv"
    assert 'attachment; filename="usage-2026-03-01-2026-03-03.csv"' in str(sent.headers)
    rows = list(csv.reader(io.StringIO(sent.data.decode("utf-8-sig"))))
    assert rows[0] == ["day", "kind", "name", "language", "times"]
    assert ["2026-03-02", "topic", "'=cmd()", "en", "7"] in rows
    assert ["2026-03-01", "turn", "sms", "vi", "<5"] in rows
    assert len(rows) == 1 + len(ROWS)


def refuse(*asked):
    raise httpx.ConnectError("nobody there")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refuse, "The gateway does not answer"),
        (answering(404), "INTERNAL_KEY is not the same"),
        (answering(503), "cannot read its counts"),
        (answering(500), "makes no sense"),
        (answering(200, text="<html>"), "makes no sense"),
        (answering(200, json=[]), "makes no sense"),
        (answering(200, json={"from": "x"}), "makes no sense"),
    ],
)
def test_without_counts_the_page_says_why(open_with, monkeypatch, answer, words):
    viewer, _ = open_with(answer, monkeypatch)
    for path in ("/usage/", "/usage/counts.csv"):
        page = viewer.get(path)
        assert words in page.text
        assert page.mimetype == "text/html"


def test_without_an_address_nobody_is_asked(viewer):
    assert "GATEWAY_URL" in viewer.get("/usage/").text
    with pytest.raises(NoCounts, match="off"):
        fetch("", "k", FIRST, LAST, refuse)


@pytest.mark.parametrize(
    "query",
    [
        "first=2026-03-03&last=2026-03-01",
        "first=2024-01-01&last=2026-03-01",
        "first=x&last=2026-03-01",
        "first=2026-03-01",
    ],
)
def test_days_that_cannot_be_are_told_beside_the_field(open_with, monkeypatch, query):
    viewer, asked = open_with(answering(json=told()), monkeypatch)
    page = viewer.get(f"/usage/?{query}")
    assert page.status_code == 422
    assert 'class="error"' in page.text
    assert asked == []


def test_a_count_that_is_not_told_is_no_number():
    row = Count(FIRST, "turn", "sms", "vi", None)
    assert row in counts().rows
    assert b"<5" in csv_of(Counts(FIRST, LAST, 5, (row,)))
