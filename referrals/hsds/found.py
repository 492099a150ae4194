"""A record as it stood in a file, and what was noticed while reading; it judges nothing."""

from dataclasses import dataclass, field, replace

from referrals.hsds.problems import Problem

AS_WRITTEN = "_as_written"
"""Ends the name of an extra property whose value is not valid under the property of HSDS."""

NAME_IS_OF = "name_is_of"
"""An extra property of a contact; "office" says that its name is not that of a person."""

ASSURED_BY = "assured_by"
"""An extra property of a checked service; "staff" tells partners whose check it was.

Anybody can write it, so no import believes it.
"""

MARKS = {"contact": (NAME_IS_OF, "office"), "service": (ASSURED_BY, "staff")}
"""Table -> the property that says how its record is meant, and the word that says so."""

NOT_KNOWN = "(not known)"
"""What stands in a table where HSDS wants a text and there is none."""


@dataclass(frozen=True)
class Found:
    """A record in a file: its values as they stand there."""

    table: str
    values: dict[str, object]
    file: str
    line: int = 0
    path: str = ""

    def problem(self, code: str, column: str, value: object, right: str, stops: bool) -> Problem:
        """Return what is wrong with one value of it."""
        path = f"{self.path}.{column}" if self.path and column else self.path
        shown = "" if value is None else str(value)
        return Problem(code, self.file, shown, right, self.line, column, path, stops)


@dataclass
class Notes:
    """Problems, in the order of the file; what repeats itself in every row is told once."""

    problems: list[Problem] = field(default_factory=list)
    _repeated: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Note a problem."""
        self.problems.append(problem)

    def add_once(self, problem: Problem) -> None:
        """Note a remark the first time that it is made of a column; count it after that."""
        key = (problem.code, problem.file, problem.value)
        self._repeated[key] = self._repeated.get(key, 0) + 1
        if self._repeated[key] == 1:
            self.problems.append(problem)

    def all(self) -> list[Problem]:
        """Return the problems, repeated ones with how often they were met."""
        return [self._counted(problem) for problem in self.problems]

    def _counted(self, problem: Problem) -> Problem:
        times = self._repeated.get((problem.code, problem.file, problem.value), 1)
        return replace(problem, value=f"{problem.value}, {times:,} times") if times > 1 else problem
