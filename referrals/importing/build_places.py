"""Makes the place files of data/directory from raw inputs; it never touches a database."""

import argparse
import csv
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from referrals.importing.place_geonames import (
    Town,
    Towns,
    by_square,
    nearest,
    other_names,
    read_towns,
)
from referrals.importing.place_sources import (
    RawZip,
    name_counties,
    read_shares,
    read_zips,
)
from referrals.place_text import fold_name

NAME_COLUMNS = ("name", "kind", "state", "lat", "lon", "weight", "counties", "shown")
_MOST_OF_A_QUARTER = 1.0
_BOROUGHS = {
    "36005": "Bronx",
    "36047": "Brooklyn",
    "36061": "Manhattan",
    "36081": "Queens",
    "36085": "Staten Island",
}
type Shares = dict[str, list[tuple[str, float]]]
type Names = dict[str, tuple[str, str]]
type Row = tuple[object, ...]


def build(crosswalk: Path, centroids: Path, geonames: Path, out: Path) -> dict[str, int]:
    """Write every place file under `out` and return how many rows each kind has."""
    zips, shares, towns = read_zips(centroids), read_shares(crosswalk), read_towns(geonames)
    counties = name_counties(zips, shares)
    shares = _fill_shares(zips, shares, counties)
    cities = _city_rows(zips, shares, towns)
    cities += _town_rows(zips, shares, towns, {(fold_name(str(r[0])), str(r[2])) for r in cities})
    people = _people_by_county(zips, shares, towns)
    others = [*_borough_rows(zips, shares, people), *_county_rows(zips, shares, people)]
    written = [(name, town.name, town.state) for name, town in other_names(towns.values())]
    parts = [(row.zip, fips, ratio) for row in zips for fips, ratio in shares.get(row.zip, ())]
    _write_split(out / "zips", ("zip", "lat", "lon", "city", "state"), _zip_rows(zips), _digit)
    _write_split(out / "zip_counties", ("zip", "county", "ratio"), parts, _digit)
    _write_split(out / "names", NAME_COLUMNS, cities, _letter)
    _write(out / "names" / "counties_and_boroughs.csv", NAME_COLUMNS, others)
    _write_split(out / "other_names", ("name", "place", "state"), written, _script)
    table = sorted((fips, *named) for fips, named in counties.items())
    _write(out / "counties.csv", ("fips", "name", "state"), table)
    return {"zips": len(zips), "shares": len(parts), "names": len(cities) + len(others)}


def _fill_shares(zips: list[RawZip], shares: Shares, counties: Names) -> Shares:
    """Give a ZIP that HUD lacks (PO boxes) the whole of the county its own source names."""
    by_name = {named: fips for fips, named in counties.items()}
    filled = dict(shares)
    for row in zips:
        fips = by_name.get((row.county, row.state))
        if row.zip not in filled and fips:
            filled[row.zip] = [(fips, 1.0)]
    return filled


def _zip_rows(zips: list[RawZip]) -> list[Row]:
    towns = _group(zips, lambda row: [(row.city, row.state)])
    rows: list[Row] = []
    for row in zips:
        lat, lon = (row.lat, row.lon) if row.lat else _middle(towns[row.city, row.state])
        rows.append((row.zip, lat, lon, row.city, row.state))
    return rows


def _city_rows(zips: list[RawZip], shares: Shares, towns: Towns) -> list[Row]:
    """One row a town and state; the spelling of a town's own ZIPs wins over an alias."""
    inhabited = [row for row in zips if row.kind in ("STANDARD", "PO BOX")]
    own = _group(inhabited, lambda row: [(fold_name(row.city), row.state)])
    alias = _group(
        inhabited,
        lambda row: [(fold_name(name), row.state) for name in row.other_cities],
    )
    names = {(fold_name(name), row.state): name for row in inhabited for name in row.other_cities}
    names |= {(fold_name(row.city), row.state): row.city for row in inhabited}
    rows: list[Row] = []
    for key in sorted(own.keys() | alias.keys()):
        mine, shared = own.get(key, []), alias.get(key, [])
        town = towns.get(key)
        weight = _weight(town) if town else _guess_weight(mine, shared)
        members = mine or shared
        place = (*_middle(members), weight, _chief_counties(members, shares))
        rows.append((names[key], "city", key[1], *place, ""))
    return rows


def _town_rows(
    zips: list[RawZip], shares: Shares, towns: Towns, known: set[tuple[str, str]]
) -> list[Row]:
    """Towns and quarters that the post office has no name for show the town of their ZIP."""
    by_code = {row.zip: row for row in zips}
    squares = by_square((row.lat, row.lon, row.zip) for row in zips if row.lat and row.lon)
    rows: list[Row] = []
    for key, town in sorted(towns.items()):
        row = by_code.get(nearest(squares, town.lat, town.lon) or "")
        if key not in known and row and row.state == town.state:
            weight = min(_weight(town), _MOST_OF_A_QUARTER)
            place = (town.lat, town.lon, weight, _chief_counties([row], shares))
            rows.append((town.name, "quarter", town.state, *place, row.city))
    return rows


def _people_by_county(zips: list[RawZip], shares: Shares, towns: Towns) -> dict[str, float]:
    """Sum the towns that lie in a county, in tens of thousands of people."""
    squares = by_square((row.lat, row.lon, row.zip) for row in zips if row.lat and row.lon)
    people: dict[str, float] = defaultdict(float)
    for town in towns.values():
        counties = shares.get(nearest(squares, town.lat, town.lon) or "")
        if counties:
            people[counties[0][0]] += _weight(town)
    return people


def _borough_rows(zips: list[RawZip], shares: Shares, people: Mapping[str, float]) -> list[Row]:
    rows: list[Row] = []
    for fips, name in _BOROUGHS.items():
        members = [row for row in zips if shares.get(row.zip, [("", 0)])[0][0] == fips]
        rows.append((name, "borough", "NY", *_middle(members), round(people[fips], 2), fips, ""))
    return rows


def _county_rows(zips: list[RawZip], shares: Shares, people: Mapping[str, float]) -> list[Row]:
    groups = _group(zips, lambda row: [(row.county, row.state)] if row.county else [])
    rows: list[Row] = []
    for (name, state), members in sorted(groups.items()):
        codes = _chief_counties(members, shares, most=9 if state == "CT" else 1)
        weight = round(sum(people.get(fips, 0.0) for fips in codes.split()), 2)
        rows.append((name, "county", state, *_middle(members), weight or 0.01, codes, ""))
    return rows


def _group(
    zips: list[RawZip], keys: Callable[[RawZip], Sequence[tuple[str, str]]]
) -> dict[tuple[str, str], list[RawZip]]:
    groups: dict[tuple[str, str], list[RawZip]] = defaultdict(list)
    for row in zips:
        for key in keys(row):
            groups[key].append(row)
    return groups


def _size(members: Iterable[RawZip]) -> float:
    """Count ZIPs; one of a PO box is hardly any."""
    return round(sum(1.0 if row.standard else 0.1 for row in members), 2)


def _guess_weight(mine: Iterable[RawZip], shared: Iterable[RawZip]) -> float:
    """Measure what GeoNames does not count: a ZIP of its own has few people, a shared one more."""
    return max(round(_size(mine) / 20 + _size(shared) / 8, 2), 0.01)


def _weight(town: Town) -> float:
    """Return tens of thousands of people."""
    return max(round(town.population / 10_000, 2), 0.01)


def _middle(members: Iterable[RawZip]) -> tuple[float | None, float | None]:
    points = [(row.lat, row.lon) for row in members if row.lat and row.lon]
    if not points:
        return None, None
    lats, lons = zip(*points, strict=True)
    return round(sum(lats) / len(lats), 4), round(sum(lons) / len(lons), 4)


def _chief_counties(members: Iterable[RawZip], shares: Shares, most: int = 5) -> str:
    totals: dict[str, float] = defaultdict(float)
    for row in members:
        for fips, ratio in shares.get(row.zip, ()):
            totals[fips] += ratio * (1.0 if row.standard else 0.1)
    ranked = sorted(totals, key=lambda fips: (-totals[fips], fips))
    floor = sum(totals.values()) * 0.02
    return " ".join(fips for fips in ranked[:most] if totals[fips] >= floor)


def _digit(row: Row) -> str:
    return str(row[0])[0]


def _script(row: Row) -> str:
    return unicodedata.name(str(row[0])[0]).split()[0].lower()


def _letter(row: Row) -> str:
    return f"cities_{fold_name(str(row[0]))[0]}"


def _write_split(
    folder: Path, header: Row, rows: Iterable[Row], name: Callable[[Row], str]
) -> None:
    files: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        files[name(row)].append(row)
    for key, part in files.items():
        _write(folder / f"{key}.csv", header, part)


def _write(path: Path, header: Row, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Run from the command line; every path is an argument."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crosswalk", type=Path, required=True, help="HUD ZIP_COUNTY csv")
    parser.add_argument("--centroids", type=Path, required=True, help="Census ZCTA points csv")
    parser.add_argument("--geonames", type=Path, required=True, help="cities500.json")
    parser.add_argument("--out", type=Path, required=True, help="for example data/directory")
    arguments = parser.parse_args()
    counts = build(arguments.crosswalk, arguments.centroids, arguments.geonames, arguments.out)
    for kind, count in counts.items():
        print(f"places.built kind={kind} rows={count}")


if __name__ == "__main__":
    main()
