#!/usr/bin/env python3
"""Checks published tables with tools that others made.

    tables.py FOLDER

FOLDER holds files as they are handed out: `<name>.jsonstat.json`, `<name>.csv`, `<name>.csv-metadata.json`, `<name>.parquet`, and
packages `<name>.zip`. `cargo run -p koers-run --example publish -- FOLDER` writes them for the example.

It needs the Python packages jsonstat-validator (0.4.6 is known to work), csvw (4.1.1), frictionless (5.21.0), pandas (3.1.1) with
pyarrow (26.0.1), and duckdb (2.0.0), and installs nothing. It opens no connection.

1. Every JSON-stat file is valid JSON-stat 2.0.
2. Every CSV is what its metadata say, after the rules of CSV on the Web.
3. Every table of the package is what `datapackage.json` says, length and hash included.
4. Parquet, CSV and JSON-stat say the same: the same columns, rows, numbers to the last bit, words, gaps.
5. Every gap has a reason, and nothing else has.
6. Each of the tools of 1 to 3 refuses a table that was spoiled: a check that cannot fail says nothing.

Exit: 0 all is well, 1 something is wrong, 2 something that is needed is not there.
"""

import json
import shutil
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path

try:
    import duckdb
    import frictionless
    import pandas
    import pyarrow  # noqa: F401 -- pandas reads Parquet with it
    from csvw import CSVW
    from jsonstat_validator import validate_jsonstat
except ImportError as missing:
    print(f"needed and not there: the Python package {missing.name}", file=sys.stderr)
    print(
        "for example: python3 -m venv venv && venv/bin/pip install jsonstat-validator csvw frictionless pandas pyarrow duckdb",
        file=sys.stderr,
    )
    sys.exit(2)

METADATA = ".csv-metadata.json"


def json_stat_fault(path: Path) -> str | None:
    """What the validator says against a JSON-stat file."""
    try:
        validate_jsonstat(json.loads(path.read_text(encoding="utf-8")))
    except Exception as error:  # noqa: BLE001 -- the package raises several kinds
        return str(error)
    return None


def csvw_fault(path: Path) -> str | None:
    """What the rules of CSV on the Web say against a CSV, given its metadata."""
    # What the package has to say it says as warnings: one that is filtered out is a fault that is not seen.
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        try:
            table = CSVW(str(path), validate=True)
            if table.is_valid and not table.warnings:
                return None
            return "; ".join(str(warning.message) for warning in table.warnings[:3]) or "not valid"
        except Exception as error:  # noqa: BLE001
            return str(error)


def package_fault(folder: Path) -> str | None:
    """What is wrong with a data package that was unpacked."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    if report.valid:
        return None
    return "; ".join(str(row) for row in report.flatten(["title", "message"])[:3]) or "not valid"


def same(folder: Path, name: str) -> str | None:
    """Where the three forms of a table differ."""
    parquet = pandas.read_parquet(folder / f"{name}.parquet")
    csv = pandas.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, na_values=[""])
    # A spreadsheet must not run text: the CSV has an apostrophe before it, the other forms have the text itself.
    csv.columns = [
        column[1:] if column.startswith("'") and column not in parquet.columns else column for column in csv.columns
    ]
    if list(parquet.columns) != list(csv.columns):
        return f"columns {list(parquet.columns)} and {list(csv.columns)}"
    if len(parquet) != len(csv):
        return f"{len(parquet)} and {len(csv)} rows"
    for column in parquet.columns:
        left, right = parquet[column], csv[column]
        if left.dtype == float:
            equal = (left == right.astype(float)) | (left.isna() & right.isna())
        else:
            left, right = left.astype(object), right.astype(object)
            guarded = left.astype(str).map(lambda text: f"'{text}")
            equal = (left.astype(str) == right.astype(str)) | (guarded == right.astype(str)) | (left.isna() & right.isna())
        if not equal.all():
            return f"column {column}, row {int((~equal).idxmax()) + 1}"
    document = json.loads((folder / f"{name}.jsonstat.json").read_text(encoding="utf-8"))
    value, status = document["value"], document.get("status", {})
    if isinstance(value, list):
        value = {str(at): number for at, number in enumerate(value) if number is not None}
    dimensions = document["id"]
    place = {
        dimension: {code: at for at, code in enumerate(document["dimension"][dimension]["category"]["index"])}
        for dimension in dimensions
    }
    size = dict(zip(dimensions, document["size"]))
    left = set(value) | set(status)
    for row in csv.to_dict("records"):
        at = 0
        for dimension in dimensions:
            code = row[dimension]
            code = code[1:] if code not in place[dimension] and code.startswith("'") else code
            at = at * size[dimension] + place[dimension][code]
        at = str(at)
        left.discard(at)
        number = None if pandas.isna(row["value"]) else float(row["value"])
        if (value.get(at) is None) != (number is None) or number is not None and float(value[at]) != number:
            return f"value {value.get(at)} at position {at}, and {row}"
        words = " ".join(str(row[column]) for column in ("status", "marks") if not pandas.isna(row[column]))
        if status.get(at, "") != words:
            return f"status {status.get(at)!r} at position {at}, and {row}"
        unknown = set(words.split()) - set(document["extension"].get("status", {}))
        if unknown:
            return f"words that are not explained: {sorted(unknown)}"
    return f"position {min(left)} stands in JSON-stat alone" if left else None


def reasons_fault(folder: Path, name: str) -> str | None:
    """Whether a gap lacks its reason, or a number has one."""
    table = str(folder / f"{name}.parquet").replace("'", "''")
    question = f"select count(*) from '{table}' where (value is null) = (status is null)"
    wrong = duckdb.sql(question).fetchall()[0][0]
    return f"{wrong} rows have neither number nor reason, or both" if wrong else None


def controls(folder: Path, names: list[str]) -> list[str]:
    """Spoils a table in every way that a tool should see; says which it did not see."""
    unseen = []
    with tempfile.TemporaryDirectory() as spoiled:
        spoiled = Path(spoiled)
        name = max(names, key=lambda name: (folder / f"{name}.csv").stat().st_size)
        text = (folder / f"{name}.csv").read_text(encoding="utf-8")
        rows = text.splitlines(keepends=True)

        def csv_is_refused(what: str, changed: list[str]) -> None:
            (spoiled / f"{name}.csv").write_text("".join(changed), encoding="utf-8", newline="")
            shutil.copy(folder / f"{name}{METADATA}", spoiled / f"{name}{METADATA}")
            if csvw_fault(spoiled / f"{name}{METADATA}") is None:
                unseen.append(f"CSV on the Web: {what}")

        csv_is_refused("a row that stands twice", [*rows, rows[-1]])
        csv_is_refused("a column with another name", [rows[0].replace("region,", "regio,"), *rows[1:]])
        cells = rows[1].rstrip("\r\n").split(",")
        header = rows[0].rstrip("\r\n").split(",")
        for column, text in [("value", "much"), ("status", "secret"), ("marks", "sure"), ("period_start", "today")]:
            changed = [text if name == column else cell for name, cell in zip(header, cells)]
            csv_is_refused(f"{column} {text}", [rows[0], ",".join(changed) + "\r\n", *rows[2:]])

        document = json.loads((folder / f"{name}.jsonstat.json").read_text(encoding="utf-8"))
        for what, change in [
            ("a size that does not fit", {"size": [size + 1 for size in document["size"]]}),
            ("no dimensions", {"dimension": {}}),
            ("a role that nobody plays", {"role": {"time": ["when"]}}),
        ]:
            path = spoiled / "spoiled.jsonstat.json"
            path.write_text(json.dumps({**document, **change}), encoding="utf-8")
            if json_stat_fault(path) is None:
                unseen.append(f"JSON-stat: {what}")

        for path in sorted(folder.glob("*.zip")):
            package = spoiled / path.stem
            with zipfile.ZipFile(path) as packed:
                packed.extractall(package)
            listed = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
            first = package / listed["resources"][0]["path"]
            first.write_bytes(first.read_bytes()[:-4])
            if package_fault(package) is None:
                unseen.append(f"{path.name}: a table that was cut off")
    return unseen


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    names = sorted(path.name.removesuffix(METADATA) for path in folder.glob(f"*{METADATA}"))
    if not names:
        print(f"{folder}: no published tables (files that end in {METADATA})", file=sys.stderr)
        return 2
    faults = []

    def see(what: str, fault: str | None) -> None:
        if fault is not None:
            faults.append(f"{what}: {fault}")

    for name in names:
        see(f"{name}.jsonstat.json", json_stat_fault(folder / f"{name}.jsonstat.json"))
        see(f"{name}.csv", csvw_fault(folder / f"{name}{METADATA}"))
        see(name, same(folder, name))
        see(f"{name}.parquet", reasons_fault(folder, name))
    for path in sorted(folder.glob("*.zip")):
        with tempfile.TemporaryDirectory() as unpacked, zipfile.ZipFile(path) as packed:
            packed.extractall(unpacked)
            see(path.name, package_fault(Path(unpacked)))
    faults += [f"not seen by the check itself: {unseen}" for unseen in controls(folder, names)]
    for fault in faults:
        print(fault)
    print(f"{len(names)} tables in each form, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
