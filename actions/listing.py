"""Says a page of organizations, one utterance an organization; it looks nothing up."""

from actions.directory import RADIUS_MILES
from actions.turn import Turn
from referrals.directory import Match, Page
from referrals.place_answers import Found


def say_page(turn: Turn, place: Found, page: Page, offset: int) -> None:
    """Say the heading, the organizations numbered from `offset` + 1, their date, what is left."""
    if not page.matches:
        turn.say("refer.no_more" if offset else "refer.nothing")
        return
    _say_heading(turn, place, page, offset)
    for number, match in enumerate(page.matches, start=offset + 1):
        _say_match(turn, number, match, page.scope)
    if any(match.assured_date is None for match in page.matches):
        dates = [match.source_date for match in page.matches if match.source_date]
        if dates:
            turn.say("refer.unverified", date=str(min(dates)))
        else:
            turn.say("refer.unverified_undated")
    turn.say("refer.next" if page.has_more else "refer.no_more")
    turn.say_once("refer.notario")


def _say_heading(turn: Turn, place: Found, page: Page, offset: int) -> None:
    if offset:
        turn.say(f"refer.again_{page.scope}", place=place.label)
    elif page.scope == "state" and place.kind != "state":
        turn.say("refer.state", place=place.label, distance=RADIUS_MILES)
    elif page.scope == "national":
        turn.say("refer.national", place=place.label)
    else:
        turn.say("refer.near", place=place.label)


def _say_match(turn: Turn, number: int, match: Match, scope: str) -> None:
    known: dict[str, str | int] = {
        "number": number,
        "name": match.organization,
        "phone": match.phone_shown or "",
        "checked": "refer.checked" if match.assured_date else "refer.unchecked",
    }
    if match.assured_date:
        known["date"] = str(match.assured_date)
    note = "refer.detained_only" if match.detained_only else _recognition(match)
    if scope == "national" or not match.city:
        turn.say("refer.match_national", **known, note=note)
    elif scope == "state" or match.miles is None:
        state = match.state or ""
        turn.say("refer.match_far", **known, city=match.city, state=state, recognition=note)
    else:
        distance = max(1, match.miles)
        turn.say("refer.match", **known, city=match.city, distance=distance, recognition=note)
    if match.taking_cases is False:
        turn.say("refer.no_cases", number=number)


def _recognition(match: Match) -> str:
    if not match.doj_recognized:
        return "refer.not_recognized"
    return "refer.renewal_pending" if match.renewal_pending else "refer.recognized"
