"""Judges one record of a file: mends what can be mended, names what cannot; it stores nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from referrals.hsds.found import AS_WRITTEN, MARKS, NOT_KNOWN, Found, Notes
from referrals.hsds.shapes import METADATA, columns_of, pointer, references, row_validator, shapes
from referrals.hsds.values import BadValue, is_uuid, mend_uri, to_column, to_id
from referrals.phones import BadPhone, RefusedPhone, parse_phone
from referrals.records import Row
from referrals.verification import VERIFIED

_ADDRESS = ("address_1", "city", "state_province", "postal_code")
_FILL: dict[str, dict[str, str]] = {
    "organization": {"description": ""},
    "program": {"description": ""},
    "taxonomy": {"description": ""},
    "taxonomy_term": {"description": ""},
    "address": {**dict.fromkeys(_ADDRESS, ""), "country": "US", "address_type": "physical"},
    METADATA: {"previous_value": "", "replacement_value": ""},
}
# A mistake in these gives nobody a wrong answer: the value is dropped, the record stays.
_LENIENT = frozenset({"taxonomy", "taxonomy_term", "meta_table_description", "unit", METADATA})
_FORMATS = {
    "email": ("not_email", "an address such as help@example.org"),
    "uri": ("not_uri", "an address such as https://example.org"),
    "date-time": ("not_datetime", "2026-03-31T09:00:00Z"),
}


@dataclass
class Check:
    """Judges the records of one source; `lenient` drops what is not valid instead of stopping.

    `is_ours`: staff say that the file is a backup of this directory. Any other tells neither what
    they keep nor what they checked, whatever it claims.
    """

    namespace: str
    notes: Notes = field(default_factory=Notes)
    lenient: bool = False
    is_ours: bool = False

    def check(self, found: Found) -> Row | None:
        """Return the record as a row with the columns that it has, or None where it must go."""
        values = self._known(found)
        if values.get("id") in (None, ""):
            self._say(found, "needed", "id", None, "a UUID")
            return None
        self._identify(found, values)
        self._fill(found, values)
        if found.table == "phone":
            self._read_phone(found, values)
        row: Row = {}
        bad = {column for column, *_ in self._faults(found, values)}
        for name, value in sorted(values.items(), key=lambda pair: pair[0].endswith(AS_WRITTEN)):
            if name not in bad:
                self._convert(found, name, value, row)
        lacking = [name for name in _needed(found.table) if name not in row]
        for name in lacking:
            if name not in bad:
                self._say(found, "needed", name, None, "a value")
        if lacking and self._is_lenient(found):
            self.notes.add(found.problem("row_dropped", lacking[0], None, "", False))
        return None if lacking else row

    def _known(self, found: Found) -> dict[str, object]:
        columns = columns_of(found.table).columns
        mark, word = MARKS.get(found.table, ("", ""))
        values: dict[str, object] = {}
        for name, value in found.values.items():
            column = name.removesuffix(AS_WRITTEN)
            if name != mark and column not in columns:
                remark = found.problem("unknown_column", name, f"{found.table}.{name}", "", False)
                self.notes.add_once(remark)
            elif value is not None and value != "":
                values[name] = "" if value == NOT_KNOWN else value
        is_marked = values.pop(mark, None) == word
        if found.table == "contact" and not is_marked and values.pop("name", None):
            self.notes.add_once(found.problem("person_named", "name", None, "", False))
        if not self.is_ours:
            self._drop_word_of_staff(found, values)
        return values

    def _drop_word_of_staff(self, found: Found, values: dict[str, object]) -> None:
        """Leave out what only our own staff can say: what they keep, and what they checked."""
        if values.pop("kept_fields", None) not in (None, "[]", []):
            said = f"{found.table}.kept_fields"
            self.notes.add_once(found.problem("not_ours", "kept_fields", said, "", False))
        if found.table == "service":
            day = values.get("assured_date")
            for name in VERIFIED:
                values.pop(name, None)
            if day:
                self.notes.add_once(found.problem("others_checked", "assured_date", "", "", False))

    def _identify(self, found: Found, values: dict[str, object]) -> None:
        tables = {"id": found.table, **references(found.table)}
        if columns := pointer(found.table):
            tables[columns[0]] = str(values.get(columns[1], ""))
        for name, table in tables.items():
            if name in values:
                if not is_uuid(values[name]):
                    said = f"{found.table}.{name}"
                    self.notes.add_once(found.problem("id_made", name, said, "a UUID", False))
                values[name] = to_id(self.namespace, table, values[name])

    def _fill(self, found: Found, values: dict[str, object]) -> None:
        fill = dict(_FILL.get(found.table, {}))
        if found.table == "organization_identifier":
            fill["identifier_type"] = str(values.get("identifier_scheme") or "unknown")
        for name, value in fill.items():
            if name not in values:
                values[name] = value
                if name not in found.values or found.values[name] is None:
                    said = f"{found.table}.{name}: {value!r}"
                    self.notes.add_once(found.problem("filled", name, said, "", False))
        self._mend(found, values)

    def _mend(self, found: Found, values: dict[str, object]) -> None:
        for name, said in shapes()[found.table].plain.items():
            text = values.get(name)
            if said.get("format") != "uri" or not isinstance(text, str):
                continue
            values[name] = mended = mend_uri(text)
            if mended != text:
                self.notes.add(found.problem("uri_mended", name, text, mended, False))

    def _read_phone(self, found: Found, values: dict[str, object]) -> None:
        text = str(values.get("number", "")).strip().strip('"')
        if not text:
            return
        try:
            number = parse_phone(text)
        except BadPhone:
            values["number"] = text
            right = "a number such as +1 713 555 0100"
            self.notes.add(found.problem("phone_kept", "number", text, right, False))
        except RefusedPhone as refused:
            values.pop("number")
            self._say(found, "phone_refused", "number", refused, "")
        else:
            values["number"] = number.e164
            if number.extension is not None:
                values.setdefault("extension", number.extension)

    def _faults(self, found: Found, values: dict[str, object]) -> list[tuple[str, str]]:
        """Say what the schema of HSDS has against a record; return the columns."""
        plain = {name: value for name, value in values.items() if not name.endswith(AS_WRITTEN)}
        faults = []
        for error in row_validator(found.table).iter_errors(plain):
            if error.validator == "required":
                continue
            name = str(error.absolute_path[0])
            code, right = _explain(str(error.validator), error.validator_value)
            self._say(found, code, name, values[name], right)
            faults.append((name, code))
        return faults

    def _convert(self, found: Found, name: str, value: object, row: Row) -> None:
        column = name.removesuffix(AS_WRITTEN)
        try:
            row[column] = to_column(columns_of(found.table).columns[column], value)
        except BadValue as bad:
            if bad.code == "off_earth":
                self.notes.add(found.problem(bad.code, name, value, bad.right, False))
            else:
                self._say(found, bad.code, name, value, bad.right)

    def _say(self, found: Found, code: str, column: str, value: object, right: str) -> None:
        stops = not self._is_lenient(found)
        self.notes.add(found.problem(code, column, value, right, stops))

    def _is_lenient(self, found: Found) -> bool:
        return self.lenient or found.table in _LENIENT


def _needed(table: str) -> Iterator[str]:
    """Yield what a row must have by itself; what it belongs to may stand elsewhere."""
    elsewhere = {*references(table), *(pointer(table) or ())}
    schema = {*shapes()[table].needed} - elsewhere
    for column in columns_of(table).columns:
        has_value = column.nullable or column.default is not None
        if column.name in schema or (not has_value and column.name not in elsewhere):
            yield column.name


def _explain(validator: str, wanted: object) -> tuple[str, str]:
    if validator == "format":
        return _FORMATS.get(str(wanted), ("not_schema", str(wanted)))
    if validator == "enum" and isinstance(wanted, list):
        return "not_one_of", ", ".join(map(str, wanted))
    if validator == "type":
        return ("not_number", "a number") if wanted == "number" else ("not_of_type", "a text")
    return "not_schema", str(wanted)
