"""Names records, fields and values as staff know them, for forms and history; it reads nothing."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from admin.translations import N_, _, language
from phrasebook.catalogue import write_language
from phrasebook.pages import write_day, write_moment
from referrals.needs import read_needs
from referrals.phones import show_phone

TABLES = {
    "organization": N_("Organization"),
    "organization_identifier": N_("DOJ recognition"),
    "program": N_("Program"),
    "location": N_("Place"),
    "service": N_("Service"),
    "service_at_location": N_("Place of a service"),
    "address": N_("Address"),
    "accessibility": N_("Accessibility"),
    "contact": N_("Contact"),
    "phone": N_("Phone"),
    "language": N_("Language spoken"),
    "schedule": N_("Opening hours"),
    "service_area": N_("Area served"),
    "cost_option": N_("Cost option"),
    "required_document": N_("Document to bring"),
    "service_capacity": N_("Capacity"),
    "funding": N_("Funding"),
    "url": N_("Web address"),
    "attribute": N_("Legal problem"),
    "taxonomy": N_("List of terms"),
    "taxonomy_term": N_("Term"),
    "unit": N_("Unit"),
    "meta_table_description": N_("Description of a table"),
}
FIELDS = {
    "name": N_("Name"),
    "alternate_name": N_("Other name"),
    "description": N_("Description"),
    "email": N_("E-mail address"),
    "website": N_("Website"),
    "url": N_("Web page"),
    "status": N_("State"),
    "kind": N_("Kind of help"),
    "is_withheld": N_("Taken out of the list"),
    "taking_cases": N_("Takes new cases"),
    "detained": N_("People in detention"),
    "cost": N_("Cost"),
    "fees_description": N_("What it costs, in words"),
    "by_appointment": N_("Only by appointment"),
    "interpretation_services": N_("Interpreters"),
    "application_process": N_("How to get help"),
    "eligibility_description": N_("Who can get help"),
    "minimum_age": N_("Youngest age"),
    "maximum_age": N_("Oldest age"),
    "wait_time": N_("Waiting time"),
    "accreditations": N_("Accreditations"),
    "alert": N_("Warning for now"),
    "assured_date": N_("Last checked"),
    "assurer_email": N_("Checked by"),
    "verified_how": N_("Checked how"),
    "due_date": N_("Check again on"),
    "staff_notes": N_("Notes of staff"),
    "kept_fields": N_("Kept by staff"),
    "texts": N_("Texts in other languages"),
    "source": N_("Where it comes from"),
    "source_date": N_("Of what day"),
    "number": N_("Number"),
    "extension": N_("Extension"),
    "type": N_("Kind of number"),
    "position": N_("Order"),
    "code": N_("Code"),
    "note": N_("Note"),
    "address_1": N_("Street and number"),
    "address_2": N_("Suite, floor or room"),
    "city": N_("City"),
    "state_province": N_("State or territory"),
    "postal_code": N_("ZIP code"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "geo_precision": N_("The point is the middle of"),
    "extent": N_("Area"),
    "extent_type": N_("Kind of area"),
    "document": N_("Document"),
    "byday": N_("Days"),
    "opens_at": N_("Opens"),
    "closes_at": N_("Closes"),
    "expires": N_("Runs out"),
    "renewal_pending": N_("Renewal is pending"),
    "identifier": N_("Name there"),
    "organization_id": N_("Organization"),
    "service_id": N_("Service"),
    "location_id": N_("Place"),
    "phone_id": N_("Phone"),
    "link_id": N_("What it belongs to"),
    "taxonomy_id": N_("List of terms"),
    "taxonomy_term_id": N_("Legal problem"),
    "option": N_("Option"),
    "amount": N_("Amount"),
    "languages": N_("Languages"),
    "needs": N_("Legal problems"),
    "areas": N_("Areas"),
    "hours": N_("Opening hours"),
    "phones": N_("Phones"),
    "*": N_("The whole record"),
}
KINDS = {"legal_help": N_("Legal help"), "rapid_response": N_("Rapid response line")}
COSTS = {"": N_("Not known"), "free": N_("Free"), "low": N_("Low cost"), "full": N_("Usual fees")}
DETAINED = {
    "": N_("Not known"),
    "only": N_("Only people in detention"),
    "also": N_("Also people in detention"),
    "no": N_("Not people in detention"),
}
STATUSES = {
    "active": N_("Active"),
    "inactive": N_("Inactive"),
    "temporarily closed": N_("Closed for a time"),
    "defunct": N_("Ended"),
}
KNOWN = {"": N_("Not known"), "yes": N_("Yes"), "no": N_("No")}
PHONE_TYPES = {
    "": N_("Telephone"),
    "hotline": N_("Hotline"),
    "text": N_("Text messages"),
    "fax": N_("Fax"),
    "tty": N_("TTY"),
}
HOWS = {
    "call": N_("By telephone"),
    "visit": N_("By a visit"),
    "email": N_("By e-mail"),
    "website": N_("On its website"),
    "written": N_("By letter"),
}
AREAS = {
    "country": N_("The whole country"),
    "state": N_("State"),
    "county": N_("County"),
    "zip": N_("ZIP code"),
}
POINTS = {"address": N_("the address"), "zip": N_("the ZIP code"), "city": N_("the city")}
CHANGES = {
    "edit": N_("Edited"),
    "import": N_("Import"),
    "seed": N_("Public data that came with a version"),
    "merge": N_("Made one"),
    "verify": N_("Checked"),
    "undo": N_("Taken back"),
}
_CODES = {
    "kind": KINDS,
    "cost": COSTS,
    "detained": DETAINED,
    "status": STATUSES,
    "type": PHONE_TYPES,
    "verified_how": HOWS,
    "extent_type": AREAS,
    "geo_precision": POINTS,
}


def table_words(table: str) -> str:
    """Return what staff call records of a table."""
    return _(TABLES.get(table, table))


def field_words(field: str) -> str:
    """Return what staff call a column, or a table of parts, as `kept_fields` names both."""
    return _(FIELDS.get(field) or TABLES.get(field) or field.replace("_", " "))


def value_words(field: str, value: object, name_of: Callable[[str], str | None]) -> str:
    """Return a value in words; `name_of` finds the name of a record by its id."""
    if value is None or value == "" or value in ([], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return write_moment(value, language())
    if isinstance(value, date):
        return write_day(value, language())
    if isinstance(value, dict):
        return _texts_words(value)
    if isinstance(value, list):
        return ", ".join(field_words(str(each)) for each in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = str(value)
    if field.endswith("_id"):
        return name_of(text) or text
    if field in _CODES:
        return _(_CODES[field].get(text, text))
    return show_phone(text) if field == "number" else text


def language_words(tag: str) -> str:
    """Return what the language of the page calls a language."""
    name = write_language(tag, language())
    return name[:1].upper() + name[1:]


def need_words(code: str) -> str:
    """Return what staff call a legal problem."""
    need = read_needs().get(code)
    return need.name.get(language(), need.name["en"]) if need else code


def listed(codes: Iterable[str], words: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return the choices of a list, each code with its words, in the order of the words."""
    return sorted(((code, words(code)) for code in codes), key=lambda choice: choice[1].casefold())


def _texts_words(texts: dict[str, object]) -> str:
    parts = []
    for tag, mine in sorted(texts.items()):
        if isinstance(mine, dict):
            said = "; ".join(f"{field_words(name)}: {text}" for name, text in mine.items())
            parts.append(f"{language_words(str(tag))}: {said}")
    return "\n".join(parts)
