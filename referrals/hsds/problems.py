"""Says in plain words what is wrong with a file, and where; it finds no mistakes itself."""

from dataclasses import dataclass

from referrals.importing import formats

SENTENCES = {
    "not_text": "the file is not UTF-8 text",
    "not_zip": "the file ends in .zip but is no zip archive, or a damaged one",
    "zip_locked": "the zip archive is locked with a password",
    "zip_bomb": "the zip archive unpacks to far more than it holds",
    "too_large": "the file is larger than can be read at once",
    "no_tables": "none of its files is a table of HSDS",
    "not_json": "the file is not JSON",
    "not_hsds": "this is no organization, service, location or taxonomy of HSDS",
    "no_records": "the file holds no records",
    "unknown_table": "this file is no table of HSDS and was left out",
    "unknown_column": "HSDS has no such column, it was left out",
    "column_missing": "the table lacks a column that every row needs",
    "column_twice": "the column stands twice in the first line",
    "not_csv": "the line cannot be read as CSV",
    "too_few_cells": "the line has fewer cells than the first line",
    "too_many_cells": "the line has more cells than the first line",
    "needed": "a value is missing that every such record needs",
    "filled": "a value was missing and this was put in",
    "id_made": "ids are not UUIDs, lasting ones were made from them",
    "id_twice": "the same id stands in an earlier line",
    "not_of_type": "the value is of the wrong kind",
    "not_email": "this is no e-mail address",
    "not_uri": "this is no web address",
    "uri_mended": "the web address lacked its beginning and got one",
    "not_date": "this is no day",
    "not_datetime": "this is no date with a time",
    "not_number": "this is no number",
    "not_one_of": "this is none of the words that may stand here",
    "too_long": "the text is too long for its column",
    "off_earth": "no place on earth has this coordinate, it was left out",
    "value_dropped": "the value is not valid and was left out",
    "row_dropped": "the record is not valid and was left out",
    "phone_kept": "this is no valid number of a public network, it was kept as written",
    "phone_refused": "this number must never be given to people",
    "points_nowhere": "it names a record that is neither in the file nor in the directory",
    "belongs_nowhere": "what it belongs to is neither in the file nor in the directory, left out",
    "person_named": "names of persons are not kept, the name was left out",
    "others_checked": "others checked the service, which is no check of our staff, left out",
    "not_ours": "the file is not brought as a backup of ours, so what staff keep was left out",
    "told_twice": "the record stands in the file twice and differs, the first was taken",
    "says_nothing": "the file describes an interface and holds no records",
    "not_schema": "the value does not fit the schema of HSDS",
}
"""Problem.code -> what is wrong."""

_LEAVES_OUT = frozenset({"row_dropped", "belongs_nowhere", "id_twice"})


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file: where, what stands there, and what would be right.

    `line` counts from 1, the first line of a table being 1; 0 where there are no lines. `path` is
    the place in JSON, as "$.contents[0].email". One that `stops` keeps the whole file out; any
    other is a remark on what was mended or left out.
    """

    code: str
    file: str
    value: str = ""
    right: str = ""
    line: int = 0
    column: str = ""
    path: str = ""
    stops: bool = True

    def __str__(self) -> str:
        place = [self.file]
        place += [f"line {self.line}"] if self.line else []
        place += [f"column {self.column}"] if self.column and not self.path else []
        place += [self.path] if self.path else []
        said = SENTENCES[self.code] + (f" ({self.value[:80]})" if self.value else "")
        return f"{', '.join(place)}: {said}" + (
            f"; right would be: {self.right}" * bool(self.right)
        )

    def for_page(self) -> formats.Problem:
        """Return the problem as all formats tell theirs; the file or path stands in the column."""
        left_out = self.stops or self.code in _LEAVES_OUT
        place = self.path or " ".join(filter(None, (self.file, self.column)))
        return formats.Problem(self.line, place, self.code, self.value, self.right, left_out)


class Refused(ValueError):
    """A file that cannot be read at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
