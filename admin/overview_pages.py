"""The first page after signing in: what wants doing, where help is missing; it changes nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from flask.typing import ResponseReturnValue

from admin.coverage_map import draw
from admin.process import database, now
from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_
from referrals import coverage
from referrals.coverage import NO_HELP_MILES, CountyHelp
from referrals.verification import due

REPORTED = 10


@dataclass(frozen=True)
class StateHelp:
    """A state, how many counties it has, and the names of those without help near."""

    name: str
    counties: int
    bare: Sequence[str]


class OverviewPages(Section):
    """`/`."""

    title = N_("Overview")
    address = "/"
    name_of_routes = "overview"
    _held: tuple[int, Sequence[CountyHelp]] = (-1, ())

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show the figures, the map and what wants doing."""
        today, counties = now().date(), self._counties()
        waiting = due(database(), today, REPORTED)
        figures = coverage.figures(database(), today, counties)
        states = by_state(counties, coverage.state_names(database()))
        return self.render(
            "overview.html",
            figures=figures,
            reported=[each for each in waiting if each.reports],
            expiring=coverage.expiring_recognitions(database(), today),
            today=today,
            drawing=draw(counties),
            states=[state for state in states if state.bare],
            bare_states=[s.name for s in states if len(s.bare) == s.counties],
            counties=len(counties),
        )

    def _counties(self) -> Sequence[CountyHelp]:
        """Return the help by county, worked out anew when the directory has changed."""
        version = coverage.directory_version(database())
        if self._held[0] != version or not self._held[1]:
            self._held = version, coverage.help_by_county(database())
        return self._held[1]


def by_state(counties: Sequence[CountyHelp], names: dict[str, str]) -> Sequence[StateHelp]:
    """Return the states, that with the most counties without help first."""
    found: dict[str, list[CountyHelp]] = defaultdict(list)
    for county in counties:
        found[county.state].append(county)
    states = [
        StateHelp(
            names.get(state, state),
            len(mine),
            sorted(county.name for county in mine if county.miles > NO_HELP_MILES),
        )
        for state, mine in found.items()
    ]
    return sorted(states, key=lambda state: (-len(state.bare), state.name))
