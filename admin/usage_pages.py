"""How much the service is used, by day, without people; what is too few stays untold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, request
from flask.typing import ResponseReturnValue
from wtforms import DateField
from wtforms.validators import InputRequired, ValidationError

from admin import usage_counts
from admin.answer_list import key_of
from admin.forms import PageForm
from admin.process import now, process
from admin.roles import Access, page
from admin.section import Section
from admin.told import speech
from admin.translations import N_, _
from admin.usage_counts import MOST_DAYS, Counts, NoCounts, Total
from referrals.importing.sheets import write_csv

USUAL_DAYS = 30
KINDS = {
    "turn": N_("Messages answered"),
    "site": N_("Messages on websites, by key"),
    "topic": N_("Topics"),
    "danger": N_("Danger, with a number to call"),
    "fallback": N_("Not understood"),
    "clarification": N_("Asked back"),
    "referral": N_("Help nearby was named"),
    "gap": N_("No help nearby"),
    "trouble": N_("Something failed"),
}
"""What is counted, in the order of the page."""

NAMES = {
    ("turn", "sms"): N_("by SMS"),
    ("turn", "simulator"): N_("in the simulator"),
    ("turn", "web"): N_("on websites"),
    ("fallback", "first"): N_("the first time"),
    ("fallback", "again"): N_("the second time"),
    ("fallback", "third"): N_("three times or more"),
    ("fallback", "place"): N_("a place that we do not know"),
    ("fallback", "zip"): N_("a ZIP code that we do not know"),
    ("clarification", "topic"): N_("which question"),
    ("clarification", "section"): N_("which section"),
    ("clarification", "place"): N_("which place"),
    ("referral", "near"): N_("within reach"),
    ("gap", "state"): N_("only elsewhere in the state"),
    ("gap", "national"): N_("only lines for the whole country"),
    ("gap", "nothing"): N_("nothing at all"),
    ("trouble", "directory"): N_("the directory did not answer"),
    ("trouble", "now"): N_("the assistant did not answer"),
}
REASONS = {
    "off": N_("The address of the gateway is not set (GATEWAY_URL), so there are no counts here."),
    "silent": N_("The gateway does not answer. Try again in a minute."),
    "stranger": N_("The gateway does not know this admin: INTERNAL_KEY is not the same in both."),
    "store": N_("The gateway cannot read its counts just now. Try again in a minute."),
    "odd": N_("The gateway gave an answer that makes no sense here. Tell who runs the service."),
}


class DaysForm(PageForm):
    """Which days are looked at, both included."""

    first = DateField(N_("From"), [InputRequired()])
    last = DateField(N_("To"), [InputRequired()])

    def validate_last(self, field: DateField) -> None:
        """Refuse days that are none, or more than the gateway keeps."""
        if not (self.first.data and field.data):
            return
        span = field.data - self.first.data
        if span < timedelta(0):
            raise ValidationError(N_("The last day comes before the first."))
        if span > timedelta(days=MOST_DAYS):
            raise ValidationError(N_("Choose at most 400 days."))


@dataclass(frozen=True)
class Bar:
    """One line of a table: words, the sum, and how long its bar is of 100."""

    words: str
    total: Total
    length: float
    name: str = ""
    day: date | None = None


class UsagePages(Section):
    """`/usage`."""

    title = N_("Usage")
    address = "/usage"
    name_of_routes = "usage"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show the counts of some days; `kind` and `name` choose what is shown by day."""
        form = _days_form()
        if not form.validate():
            return self.render("usage/usage.html", form=form, counts=None, why=None), 422
        kind = request.args.get("kind", "")
        kind, name = (kind if kind in KINDS else "turn"), request.args.get("name", "")
        try:
            counts = _fetch(form)
        except NoCounts as error:
            why = REASONS[error.why]
            return self.render("usage/usage.html", form=form, counts=None, why=why)
        return self.render(
            "usage/usage.html",
            form=form,
            counts=counts,
            why=None,
            kind=kind,
            name=name,
            name_words=name_words(kind, name) if name else "",
            kinds=KINDS,
            by_day=by_day(counts, kind, name),
            by_name={each: by_name(counts, each) for each in KINDS},
            by_language=by_language(counts),
            written=lambda total: written(total, counts.fewest),
            key_of=key_of,
            answers=speech().answers,
        )

    @page("/counts.csv", access=Access.VIEWER)
    def counts(self) -> ResponseReturnValue:
        """Download the counts as the gateway tells them."""
        form = _days_form()
        if not form.validate():
            return self.render("usage/usage.html", form=form, counts=None, why=None), 422
        try:
            counts = _fetch(form)
        except NoCounts as error:
            why = REASONS[error.why]
            return self.render("usage/usage.html", form=form, counts=None, why=why)
        file = f"usage-{counts.first}-{counts.last}.csv"
        return Response(
            csv_of(counts),
            mimetype="text/csv",
            headers={"Content-Disposition": f'attachment; filename="{file}"'},
        )


def csv_of(counts: Counts) -> bytes:
    """Return the counts as CSV, with "<5" for what is not told; cells are safe in a spreadsheet."""
    rows = [
        (
            row.day.isoformat(),
            row.kind,
            row.name,
            row.language,
            f"<{counts.fewest}" if row.times is None else str(row.times),
        )
        for row in sorted(counts.rows, key=lambda r: (r.day, r.kind, r.name, r.language))
    ]
    return write_csv(("day", "kind", "name", "language", "times"), rows)


def by_day(counts: Counts, kind: str, name: str = "") -> list[Bar]:
    """Return a line for each day, the last first, of a kind or of one name of it."""
    rows = [r for r in counts.rows if r.kind == kind and name in ("", r.name)]
    found = usage_counts.totals(rows, lambda row: row.day)
    spans = [(day, found.get(day, Total())) for day in usage_counts.days(counts.first, counts.last)]
    most = max((total.most(counts.fewest) for _day, total in spans), default=0)
    return [
        Bar("", total, _length(total, counts.fewest, most), day=day) for day, total in spans[::-1]
    ]


def by_name(counts: Counts, kind: str) -> list[Bar]:
    """Return a line for each name of a kind, the most said first."""
    rows = [row for row in counts.rows if row.kind == kind]
    found = usage_counts.totals(rows, lambda row: row.name)
    return _bars(((name_words(kind, n), n, total) for n, total in found.items()), counts.fewest)


def by_language(counts: Counts) -> list[Bar]:
    """Return a line for each language that was answered in, the most used first."""
    rows = [row for row in counts.rows if row.kind == "turn"]
    found = usage_counts.totals(rows, lambda row: row.language)
    languages = speech().languages
    known = languages.known()
    words = {tag: languages[tag].endonym if tag in known else tag for tag in found}
    named = ((words[tag] or _("not known for sure"), tag, total) for tag, total in found.items())
    return _bars(named, counts.fewest)


def written(total: Total, fewest: int) -> str:
    """Return a sum in words: "37", "under 5", or a range where parts of it are not told."""
    if not total.blurred:
        return str(total.told)
    if (total.told, total.blurred) == (0, 1):
        return _("under %(number)s", number=fewest)
    return _("%(least)s to %(most)s", least=total.least(), most=total.most(fewest))


def name_words(kind: str, name: str) -> str:
    """Return what a name means; an answer's is its title."""
    if (kind, name) in NAMES:
        return _(NAMES[kind, name])
    answer = speech().answers.get(name)
    return answer.title if answer else name


def _bars(found: Iterable[tuple[str, str, Total]], fewest: int) -> list[Bar]:
    rows = sorted(found, key=lambda row: (-row[2].least(), row[0]))
    most = max((total.most(fewest) for _words, _name, total in rows), default=0)
    return [Bar(words, total, _length(total, fewest, most), name) for words, name, total in rows]


def _length(total: Total, fewest: int, most: int) -> float:
    """Return a bar's length of 100 by the smallest number that the sum can be."""
    return round(100 * total.least() / most, 1) if most else 0.0


def _fetch(form: DaysForm) -> Counts:
    own = process().own
    first, last = form.first.data, form.last.data
    if first is None or last is None:
        raise NoCounts("odd")
    return usage_counts.fetch(own.gateway_url, own.internal_key, first, last)


def _days_form() -> DaysForm:
    """Return the form with the days of the query, else with the last USUAL_DAYS."""
    today = now().date()
    usual = {"first": today - timedelta(days=USUAL_DAYS - 1), "last": today}
    is_asked = "first" in request.args or "last" in request.args
    return DaysForm(request.args) if is_asked else _filled(usual)


def _filled(days: dict[str, date]) -> DaysForm:
    form = DaysForm(formdata=None, data=days)
    for field in (form.first, form.last):
        field.raw_data = [str(field.data)]
    return form
