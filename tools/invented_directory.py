"""Makes a directory of invented organizations for pictures; it touches none that is in use."""

import csv
import shutil
from pathlib import Path

from tools.environment import ROOT

COLUMNS = ("organization", "street", "city", "zip", "phone", "lat", "lon")
ALIKE = {
    "state": "TX",
    "languages": "English; Spanish",
    "services": "asylum; family",
    "fee": "free",
    "source": "the organization, by phone",
    "source_date": "2026-09-19",
}
ROWS = (
    ("Casa Segura", "12 Elm Street", "Houston", "77036", "7135550100", "29.6984", "-95.5405"),
    ("Casa Segura Inc", "12 Elm St", "Houston", "77036", "7135550100", "29.6984", "-95.5405"),
    ("Puente Legal", "3 River Road", "Katy", "77449", "7135550102", "29.8350", "-95.7360"),
    (
        "Lantern Immigrant Law",
        "80 Bay Avenue",
        "Houston",
        "77002",
        "7135550103",
        "29.7566",
        "-95.3654",
    ),
    ("Open Door Clinic", "9 Oak Lane", "Houston", "77081", "7135550104", "29.7122", "-95.4809"),
)


def invented(folder: Path) -> Path:
    """Return a copy of data/directory with invented organizations."""
    made = folder / "directory"
    shutil.copytree(ROOT / "data/directory", made)
    (made / "national_lines.toml").write_text("line = []\n")
    path = made / "organizations.csv"
    with path.open(encoding="utf-8") as file:
        headings = next(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        for row in ROWS:
            given = dict(zip(COLUMNS, row, strict=True))
            writer.writerow(ALIKE | given | {"phone": f"+1{given['phone']}"})
    return made
