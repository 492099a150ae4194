"""The files of the small directory; the offices are made up and their numbers lead nowhere."""

import csv
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "data" / "directory"
LINE = """
[[line]]
organization = "Detention Line"
phone = "+13125550199"
eligibility = "detained"
source = "EOIR list"
source_date = 2026-07-01
"""
FILES = {
    "national_lines.toml": LINE,
    "counties.csv": "fips,name,state\n48201,Harris County,TX\n17167,Sangamon County,IL\n"
    "29077,Greene County,MO\n",
    "states.csv": "code,name,also\nTX,Texas,\nIL,Illinois,\nMO,Missouri,\n",
    "nicknames.csv": "name,place,state\nH-Town,Houston,TX\n",
    "zips/7.csv": "zip,lat,lon,city,state\n77036,29.6984,-95.5405,Houston,TX\n",
    "zip_counties/7.csv": "zip,county,ratio\n77036,48201,1.0\n",
    "names/cities_h.csv": "name,kind,state,lat,lon,weight,counties\n"
    "Houston,city,TX,29.7979,-95.4198,104.5,48201\n",
    "names/cities_s.csv": "name,kind,state,lat,lon,weight,counties\n"
    "Springfield,city,IL,39.7817,-89.6501,9.0,17167\n"
    "Springfield,city,MO,37.2090,-93.2923,10.0,29077\n",
    "names/counties.csv": "name,kind,state,lat,lon,weight,counties\n"
    "Harris County,county,TX,29.8,-95.4,100,48201\n"
    "Greene County,county,MO,37.2,-93.3,10,29077\n",
    "enforcement/lists.toml": "agreements = 2026-05-18\nfield_offices = 2026-04-10\n"
    "facilities = 2026-04-09\n",
    "enforcement/agreements_287g.csv": "state,agency,agency_type,county,support_type,signed\n"
    "TX,Harris County Sheriff's Office,County,Haris County,Warrant Service Officer,2025-03-02\n"
    "TX,Harris County Sheriff's Office,County,Harris County,Task Force Model,2025-03-01\n"
    "TX,Houston Police Department,Municipality,,Task Force Model,2025-06-01\n"
    "TX,Bellaire Police Department,Municipality,Harris County,Task Force Model,2025-07-01\n"
    "TX,Alief Police Department,Municipality,Harris County,Task Force Model,2025-08-01\n"
    "TX,Texas National Guard,State Agency,,Task Force Model,2025-02-02\n",
    "enforcement/ice_field_offices.csv": "office,city,state,phone\n"
    "Houston,Houston,TX,\nDallas,Dallas,TX,2145550142\nChicago,Chicago,IL,3125550143\n",
    "enforcement/ice_areas.csv": "state,county,office\nTX,48201,Houston\nTX,48113,Dallas\n"
    "IL,,Chicago\n",
    "enforcement/ice_detention_facilities.csv": "name,city,state,zip,office\n"
    "STEWART ICE PROCESSING CENTER,Houston,TX,77036,Houston\n",
}
OFFICES = 4
"""How many offices are near Houston; a page names three."""


def write_seeds(folder: Path) -> None:
    """Write every file of the directory into a folder."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with (SHIPPED / "organizations.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    with (folder / "organizations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(_office(number) for number in range(1, OFFICES + 1))


def _office(number: int) -> dict[str, str]:
    recognized = {
        1: {"doj_recognized": "true", "recognition_expires": "2099-01-01"},
        2: {
            "doj_recognized": "true",
            "recognition_expires": "2020-01-01",
            "renewal_pending": "true",
        },
    }
    return {
        "organization": f"Office {number}",
        "city": "Houston",
        "state": "TX",
        "phone": f"+1713555010{number}",
        "source": "EOIR roster",
        "source_date": f"2026-09-1{number}",
        "lat": str(29.70 + number / 20),
        "lon": "-95.54",
        "geo_precision": "zip",
    } | recognized.get(number, {})
