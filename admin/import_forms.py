"""The form for a file to import; it says what is missing and reads nothing of the file."""

from wtforms import BooleanField, DateField, FileField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from admin.forms import PageForm
from admin.process import now
from admin.translations import N_

KINDS = {
    "template": N_("Our spreadsheet (CSV or XLSX)"),
    "hsds-json": N_("HSDS 3.1, JSON"),
    "hsds-tabular": N_("HSDS 3.1, tables in a zip archive"),
    "hsds-1.1": N_("HSDS 1.0 or 1.1, as older 211 systems write it"),
    "doj_roster": N_("Department of Justice: recognized organizations"),
    "doj_pro_bono": N_("Department of Justice: pro bono providers"),
    "ice_287g": N_("ICE: agreements under 287(g)"),
}
"""Format.name -> what staff call it, a text to translate."""


class BringForm(PageForm):
    """Which file, and what staff know about it."""

    file = FileField(
        N_("File"),
        [InputRequired(N_("Choose a file."))],
        description=N_("At most 25 MB and 200,000 rows. It is first only looked at."),
        render_kw={"accept": ".csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.zip"},
    )
    kind = SelectField(
        N_("What is it?"), choices={"": N_("Find out from the file")} | KINDS, default=""
    )
    day = DateField(
        N_("Day of the list"),
        [Optional()],
        description=N_(
            "For lists of the government: the day that they were published. ICE's list needs it."
        ),
    )
    whole = BooleanField(
        N_("Our spreadsheet is complete: take out what it does not name"),
    )

    ours = BooleanField(
        N_("It is a backup of our own, in HSDS"),
        description=N_(
            "Then it is our word: it changes what staff set and checked. Never for a file of "
            "somebody else."
        ),
    )

    def validate_day(self, field: DateField) -> None:
        """Refuse a day that is yet to come."""
        if field.data and field.data > now().date():
            raise ValidationError(N_("This day is yet to come."))
