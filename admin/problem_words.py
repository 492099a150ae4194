"""What is wrong with a row of a file, in words for staff; it finds no mistakes itself."""

from admin.translations import N_, _

PROBLEMS = {
    # the file as a whole
    "empty_file": N_("The file is empty."),
    "unknown_kind": N_("This is none of the kinds of files that we can read."),
    "not_the_template": N_("This is a table, but not our spreadsheet: its first row is another."),
    "not_the_roster": N_("This is not the list of the Department of Justice."),
    "not_the_287g_sheet": N_("This is not the list of 287(g) agreements."),
    "day_needed": N_("The day that the list is of is missing."),
    "heading_twice": N_("The same heading stands twice in the first row."),
    "broken_quotes": N_("A quotation mark is opened and never closed."),
    "broken_workbook": N_("The workbook is damaged or locked with a password."),
    "unknown_encoding": N_("The letters of the file cannot be read."),
    "too_many_rows": N_("The file has more rows than we can read at once."),
    "failed": N_("Something broke here. It is not your fault."),
    "older_edition": N_("A newer edition of this list is here already."),
    "not_text": N_("The file is not text in UTF-8."),
    "not_zip": N_("The file is no zip archive, or a damaged one."),
    "zip_locked": N_("The zip archive is locked with a password."),
    "zip_bomb": N_("The zip archive unpacks to far more than it holds."),
    "too_large": N_("The file is larger than we can read at once."),
    "no_tables": N_("None of its files is a table of HSDS."),
    "not_json": N_("The file is not JSON."),
    "not_hsds": N_("This is no organization, service, location or taxonomy of HSDS."),
    "no_records": N_("The file holds no records."),
    "says_nothing": N_("The file describes an interface and holds no records."),
    # rows and columns
    "unknown_table": N_("This file is no table of HSDS and was left out."),
    "unknown_column": N_("HSDS has no such column; it was left out."),
    "unknown_heading": N_("We know no column of this name; it was left out."),
    "column_missing": N_("The table lacks a column that every row needs."),
    "column_twice": N_("The column stands twice in the first line."),
    "not_csv": N_("The line cannot be read as CSV."),
    "too_few_cells": N_("The line has fewer cells than the first line."),
    "too_many_cells": N_("The row has more cells than the first row."),
    "row_twice": N_("The same service at the same place stands in an earlier row."),
    "several_known": N_("It could be more than one service of ours; write which, by its ids."),
    "told_twice": N_("The record stands in the file twice and differs; the first was taken."),
    "disagrees": N_("An earlier row says something else of the same record."),
    "id_twice": N_("The same id stands in an earlier line."),
    "id_made": N_("Ids are not UUIDs; lasting ones were made from them."),
    "points_nowhere": N_("It names a record that is neither in the file nor in the directory."),
    "belongs_nowhere": N_("What it belongs to is neither in the file nor in the directory."),
    "row_dropped": N_("The record is not valid and was left out."),
    # cells
    "missing": N_("A value is missing."),
    "needed": N_("A value is missing that every such record needs."),
    "filled": N_("A value was missing, and this was put in."),
    "wrong": N_("The value cannot be right."),
    "phone_number": N_("This is no telephone number of the United States."),
    "phone_kept": N_("This is no number of a public network; it was kept as written."),
    "phone_refused": N_("This number must never be given to people."),
    "refused_number": N_("This number must never be given to people."),
    "extension": N_("An extension is a number."),
    "extension_alone": N_("There is an extension, and no number before it."),
    "zip_digits": N_("A ZIP code has five digits."),
    "state_code": N_("This is no state."),
    "day": N_("This is no day."),
    "day_in_future": N_("This day is yet to come."),
    "hours": N_("These hours cannot be read."),
    "area": N_("This area cannot be read."),
    "not_of_list": N_("This is none of the words that may stand here."),
    "not_one_of": N_("This is none of the words that may stand here."),
    "unknown_need": N_("We know no need of this name."),
    "id": N_("This is no id of ours and no UUID."),
    "e_mail": N_("This is no e-mail address."),
    "website": N_("This is no web address."),
    "not_of_type": N_("The value is of the wrong kind."),
    "not_email": N_("This is no e-mail address."),
    "not_uri": N_("This is no web address."),
    "uri_mended": N_("The web address lacked its beginning and got one."),
    "not_date": N_("This is no day."),
    "not_datetime": N_("This is no date with a time."),
    "not_number": N_("This is no number."),
    "too_long": N_("The text is too long for its column."),
    "off_earth": N_("No place on earth has this coordinate; it was left out."),
    "value_dropped": N_("The value is not valid and was left out."),
    "person_named": N_("Names of persons are not kept; the name was left out."),
    "others_checked": N_("Others checked the service, which is no check of our staff; left out."),
    "not_ours": N_("The file is not brought as a backup of ours: what staff keep was left out."),
    "not_schema": N_("The value does not fit the schema of HSDS."),
}
"""Problem.code -> what is wrong, a text to translate."""


_RIGHT = {
    "too_long": N_("at most %(value)s characters"),
    "row_twice": N_("the row in line %(value)s"),
    "too_many_rows": N_("at most %(value)s rows"),
}


def problem_words(code: str) -> str:
    """Return what is wrong, in the language of the request; an unknown code stays as it is."""
    return _(PROBLEMS[code]) if code in PROBLEMS else code.replace("_", " ")


def right_words(code: str, right: str) -> str:
    """Return what would be right; mostly the text itself, or an example."""
    return _(_RIGHT[code], value=right) if right and code in _RIGHT else right
