"""Where a service is for, as forms show it: states, counties and ZIP codes; it writes no row."""

from collections.abc import Callable, Iterable

from wtforms import TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from admin.fields import cleaned, lines
from admin.process import database
from admin.translations import _
from referrals.place_checks import (
    NoSuchPlace,
    county_code,
    county_names,
    known_zips,
    state_code,
    zip_code,
)

type Area = tuple[str, str]
"""Type and extent of a service area: ("county", "48201")."""

_MOST = 60_000
_MOST_NAMED = 5


def place_lines(label: str, hint: str, rows: int = 2) -> TextAreaField:
    """A field with a place on each line."""
    return TextAreaField(
        label,
        [Optional(), Length(max=_MOST)],
        description=hint,
        filters=[cleaned],
        render_kw={"rows": rows},
    )


def check_states(_form: object, field: TextAreaField) -> None:
    """Refuse what is no state."""
    _read(_split(field.data), state_code)


def check_counties(_form: object, field: TextAreaField) -> None:
    """Refuse what is no county."""
    _read(lines(field.data), lambda text: county_code(database(), text))


def check_zips(_form: object, field: TextAreaField) -> None:
    """Refuse what is no ZIP code that there is."""
    wanted = _split(field.data)
    known = known_zips(database(), wanted)
    _read([text for text in wanted if text not in known], _zip)


def areas_in(nationwide: bool, states: str, counties: str, zips: str) -> set[Area]:
    """Return the areas that checked fields name."""
    found: set[Area] = {("country", "US")} if nationwide else set()
    found |= {("state", state_code(text)) for text in _split(states)}
    found |= {("county", county_code(database(), text)) for text in lines(counties)}
    return found | {("zip", text[:5]) for text in _split(zips)}


def show_areas(areas: Iterable[Area]) -> dict[str, object]:
    """Return what the fields hold for areas; of kinds that they do not know, nothing."""
    by_kind: dict[str, list[str]] = {"country": [], "state": [], "county": [], "zip": []}
    for kind, extent in areas:
        by_kind.get(kind, []).append(extent)
    names = county_names(database(), by_kind["county"])
    return {
        "nationwide": "US" in by_kind["country"],
        "states": ", ".join(sorted(set(by_kind["state"]))),
        "counties": "\n".join(sorted({names.get(code, code) for code in by_kind["county"]})),
        "zips": " ".join(sorted(set(by_kind["zip"]))),
    }


def _zip(text: str) -> str:
    return zip_code(database(), text).zip


def _split(text: str | None) -> list[str]:
    """Return what commas, semicolons, lines and, between ZIP codes, spaces part."""
    found: list[str] = []
    for part in lines((text or "").replace(",", "\n")):
        found += part.split() if part.replace(" ", "").isdigit() else [part]
    return list(dict.fromkeys(found))


def _read(texts: Iterable[str], read: Callable[[str], object]) -> None:
    wrong: list[str] = []
    for text in texts:
        try:
            read(text)
        except NoSuchPlace as problem:
            near = _("%(name)s (perhaps %(right)s)", name=text, right=problem.right)
            wrong.append(near if problem.right else text)
    if wrong:
        named = ", ".join(wrong[:_MOST_NAMED])
        more = len(wrong) - _MOST_NAMED
        said = _("We do not know: %(names)s.", names=named)
        if more > 0:
            said += " " + _("And %(num)s more.", num=more)
        raise ValidationError(said)
