"""Tables of HSDS, of this edition and the older ones, line by line and cell by cell."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.hsds import formats
from referrals.hsds.cells import guard, unguard
from referrals.importing.formats import Context, UnreadableFile
from tests.referrals.hsds_records import TODAY, remarks, stops

EMPTY = Context({}, TODAY)
ID = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c61{}"
ORGANIZATIONS = f"id,name,description\n{ID.format(0)},Casa Segura,Help\n"
OLDER = {
    "organizations.csv": "id,name,description,url\n1,Casa Segura,Help,www.example.org\n",
    "services.csv": "id,organization_id,name,status\n5,1,Help,Active\n6,99,Lost,active\n",
    "locations.csv": "id,organization_id,name,latitude,longitude\n3,1,Office,29.7,-95.5\n",
    "services_at_location.csv": "id,service_id,location_id\n1,5,3\n2,6,3\n",
    "physical_addresses.csv": "id,location_id,address_1,address_2,address_3,city,state_province,"
    "postal_code,country\n1,3,1 Main St,Suite 2,Floor 3,Houston, TX ,77036,US\n",
    "postal_addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country\n"
    "1,3,PO Box 5,Houston,TX,77036,US\n",
    "phones.csv": "id,service_id,number,extension,language,department\n"
    '1,5,713-273-7300,x9,"English, Spanish",Intake\n2,5,1-866-347-2423,,,\n',
    "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\n"
    "1,5,Monday,9:00am,5:30pm\n2,5,2,9:00am,5:30pm\n3,5,Friday,10:00,12:00\n4,5,Someday,1,2\n",
    "holiday_schedules.csv": "id,service_id,closed,start_date,end_date\n"
    "1,5,True,2026-12-25,2026-12-25\n",
    "eligibility.csv": "id,service_id,eligibility\n1,5,Adults\n2,5,Residents\n",
    "languages.csv": "id,service_id,language\n1,5,English\n1,5,Spanish\n",
    "service_areas.csv": "id,service_id,service_area\n1,5,Harris County\n",
    "payments_accepted.csv": "id,service_id,payment\n1,5,Cash\n",
    "accessibility_for_disabilities.csv": "id,location_id,accessibility,details\n"
    "1,3,,\n2,3,Ramp,\n",
    "taxonomy.csv": "id,name,parent_id,parent_name,vocabulary\nFT,Legal,,,AIRS\n"
    "FT-1,Immigration,FT,Legal,AIRS\n",
    "services_taxonomy.csv": "id,service_id,taxonomy_id,taxonomy_detail\n1,5,FT-1,detained\n",
}


def pack(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def read(**files):
    named = {f"{name}.csv": text for name, text in files.items()}
    return formats.read_tabular("package.zip", pack(named), EMPTY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,description\nx,y\n", "line 1, column name: the table lacks a column"),
        (
            f"{ORGANIZATIONS}{ID.format(1)},Two,Help,more\n",
            "line 3: the line has more cells than the first line (4 cells)",
        ),
        (f"{ORGANIZATIONS}{ID.format(1)},Two\n", "line 3: the line has fewer cells"),
        (f"{ORGANIZATIONS}{ID.format(0)},Twin,Help\n", "line 3, column id: the same id stands"),
        (
            f'{ORGANIZATIONS}{ID.format(1)},"Two\nlines",\n{ID.format(2)},,x\n',
            "line 5, column name",
        ),
        (
            f"id,name,description,year_incorporated\n{ID.format(0)},A,B,19x\n",
            "line 2, column year_incorporated: this is no number (19x)",
        ),
        (
            f"id,name,description,email\n{ID.format(0)},A,B,c\n",
            "line 2, column email: this is no e-",
        ),
        (
            f"id,name,description,parent_organization_id,website\n{ID.format(0)},A,B,,not there\n",
            "line 2, column website: this is no web address (not there)",
        ),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_column(text, said):
    told = stops(read(organizations=text))
    assert any(line.startswith(f"organizations.csv, {said}") for line in told), told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "organizations.csv: the file holds no records"),
        ("id,name,name\n", "organizations.csv, line 1, column name: the column stands twice"),
        (f'{ORGANIZATIONS}{ID.format(1)},"open\n', "organizations.csv, line 3: the line cannot"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(text, said):
    with pytest.raises(UnreadableFile) as refused:
        read(organizations=text)
    assert str(refused.value).startswith(said)


def test_unknown_columns_and_tables_are_named():
    text = f"id,name,description,colour\n{ID.format(0)},A,B,red\n"
    reading = read(organizations=text, colours="id\n1\n")
    assert stops(reading) == []
    assert remarks(reading)[:2] == [
        "organizations.csv, line 1, column colour: HSDS has no such column, "
        "it was left out (colour)",
        "colours.csv: this file is no table of HSDS and was left out",
    ]


def test_a_package_without_tables_is_refused():
    for content in (pack({}), pack({"readme.csv": "a\n"})):
        with pytest.raises(UnreadableFile, match="none of its files is a table"):
            formats.read_tabular("package.zip", content, EMPTY)


def test_a_zip_bomb_is_refused_unopened():
    content = pack({"organizations.csv": "id,name,description\n" + "0" * 60_000_000})
    with pytest.raises(UnreadableFile, match="unpacks to far more than it holds"):
        formats.read_tabular("package.zip", content, EMPTY)


def test_what_is_larger_than_can_be_read_is_refused(monkeypatch):
    monkeypatch.setattr("referrals.hsds.files.MOST_BYTES", 50)
    for name, content in (("organizations.csv", ORGANIZATIONS.encode()), ("p.zip", None)):
        packed = content or pack({"organizations.csv": ORGANIZATIONS})
        with pytest.raises(UnreadableFile, match="larger than can be read"):
            formats.read_tabular(name, packed, EMPTY)


def test_hidden_files_and_folders_of_a_zip_do_not_matter():
    files = {
        "data/organizations.csv": ORGANIZATIONS,
        "__MACOSX/organizations.csv": "\0",
        ".x.csv": "",
    }
    assert formats.read_tabular("package.zip", pack(files), EMPTY).rows == 1


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r aé1")))
def test_a_guarded_cell_begins_no_formula_and_gives_its_text_back(text):
    assert guard(text)[:1] not in {*"=+-@\t\r"}
    assert unguard(guard(text)) == text


def test_an_older_package_is_known_by_its_tables():
    assert formats.guess("a.zip", pack(OLDER)) == "hsds-1.1"
    assert formats.guess("a.zip", pack({"organizations.csv": ORGANIZATIONS})) == "hsds-tabular"
    assert formats.guess("a.zip", pack({"organizations.json": "[]"})) == "hsds-json"
    assert formats.guess("a.json", b"") == "hsds-json"


def test_an_older_package_becomes_records_of_this_edition():
    records = formats.read_older("old.zip", pack(OLDER), EMPTY).records
    (organization,) = records["organization"].values()
    (service,) = records["service"].values()
    assert organization["website"] == "https://www.example.org"
    assert (service["status"], service["eligibility_description"]) == (
        "active",
        "Adults\nResidents",
    )
    kinds = [(row["address_type"], row["state_province"]) for row in records["address"].values()]
    assert kinds == [("physical", "TX"), ("postal", "TX")]
    assert next(iter(records["address"].values()))["address_2"] == "Suite 2, Floor 3"
    hours = [
        (r.get("byday"), r.get("opens_at"), r.get("closes_at"))
        for r in records["schedule"].values()
    ]
    assert hours == [("MO,TU", "09:00", "17:30"), ("FR", "10:00", "12:00"), (None, None, None)]
    (phone,) = records["phone"].values()
    assert (phone["number"], phone["extension"], phone["description"]) == (
        "+17132737300",
        9,
        "Intake",
    )
    spoken = sorted((bool(r.get("phone_id")), r["name"]) for r in records["language"].values())
    assert spoken == [(False, "English"), (False, "Spanish"), (True, "English"), (True, "Spanish")]
    (said,) = records["attribute"].values()
    assert said["link_id"] == service["id"]
    assert records["taxonomy_term"][str(said["taxonomy_term_id"])]["code"] == "FT-1"
    assert [len(records[t]) for t in ("accessibility", "cost_option", "service_area")] == [1, 1, 1]


def test_an_older_package_loses_only_its_bad_rows_and_tells_each():
    reading = formats.read_older("old.zip", pack(OLDER), EMPTY)
    assert stops(reading) == []
    told = remarks(reading)
    for line in (
        "services.csv, line 3, column organization_id: what it belongs to is neither",
        "services_at_location.csv, line 3, column service_id: what it belongs to is neither",
        "phones.csv, line 3, column number: this number must never be given to people",
        "regular_schedules.csv, line 5, column weekday: this is none of the words",
    ):
        assert any(one.startswith(line) for one in told), line


def test_reading_an_older_package_again_gives_the_same_ids():
    first = formats.read_older("old 2025.zip", pack(OLDER), EMPTY).records
    assert formats.read_older("old 2026.zip", pack(OLDER), EMPTY).records.keys() == first.keys()
    assert formats.read_older("old 2026.zip", pack(OLDER), EMPTY).records == first
