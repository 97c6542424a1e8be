"""Clients that are not ours read the same figures as Koers: from the same publisher, and from what Koers writes.

    python3 tools/publisher-stub/check.py target/debug
    python3 tools/publisher-stub/check.py target/debug --live [--at URL]

Starts `publisher-stub` and `koers` from that folder, takes a table over with `koers sync`, writes it with `koers export`, and reads it with every client
that is installed (requirements.txt names them). A client that is not there is named and passed over.

With `--live` the publishers themselves are asked: `koers search`, `koers add`, `koers sync` and `koers export`, of one small table each, and then the clients that read CBS, for the same rows. It tells what
came and what did not, and never fails: what a publisher does is no fault of a build. `--at` asks one host in place of all publishers. Few questions are asked, one after another; do not put it in a loop.
"""

import argparse
import collections
import csv
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = "cbs-83582ned"
ROW = """dataset: werk
title: {{nl: Banen, en: Jobs}}
publisher: CBS
table: {table}
licence: CC-BY-4.0
attribution: {{nl: "Bron: CBS"}}
from: {{connector: cbs-odata4, address: "http://{host}/odata/v1/CBS/{table}"}}
frequency: year
columns:
  - {{column: RegioS, role: region, codes: cbs}}
  - {{column: Perioden, role: period}}
  - {{column: Sector, role: category}}
measures:
  M000001: {{title: {{nl: Banen, en: Jobs}}, unit: thousand-jobs, additive: true}}
"""


def number(value):
    """A number, or None for what is empty, no number, or a sign of CBS."""
    if value is None or value != value:
        return None
    text = str(value).strip()
    return float(text) if text not in ("", ".", "x", "-", "None", "nan") else None


def ours(folder):
    with open(folder / "cijfers/werk.csv", newline="", encoding="utf-8") as file:
        return {(r["region"], r["Sector"], r["period"]): number(r["value"]) for r in csv.DictReader(file)}


def cbsodata(host, _):
    import cbsodata as client

    client.options.use_https = False
    rows = client.get_data(TABLE, catalog_url=host)
    return {(r["RegioS"].strip(), r["Sector"].strip(), r["Perioden"][:4]): number(r["Banen_1"]) for r in rows}


def cbsodata4(host, _):
    import cbsodata4 as client

    with tempfile.TemporaryDirectory() as place:
        rows = client.get_observations(TABLE, base_url=f"http://{host}/odata/v1", download_dir=f"{place}/t")
    rows = rows.to_dict("records")
    return {(r["RegioS"], r["Sector"], r["Perioden"][:4]): number(r["Value"]) for r in rows}


def pandas(host, _):
    import pandas as client

    address = f"http://{host}/api/dissemination/sdmx/2.1/data/{TABLE}?format=SDMX-CSV"
    rows = client.read_csv(address, keep_default_na=False).to_dict("records")
    return {(r["geo"], r["Sector"], str(r["TIME_PERIOD"])): number(r["OBS_VALUE"]) for r in rows}


def duckdb(_, folder):
    import duckdb as client

    rows = client.sql(f"select region, \"Sector\", period, value from '{folder}/cijfers/werk.parquet'").fetchall()
    return {(region, sector, str(period)): number(value) for region, sector, period, value in rows}


def sdmx(_, folder):
    import sdmx as client
    from sdmx.model import common, v30

    path = folder / "cijfers/werk.sdmx.csv"
    with open(path, newline="", encoding="utf-8") as file:
        columns = next(csv.reader(file))
    keeper = common.Agency(id="KOERS")
    structure = v30.DataStructureDefinition(id="WERK", maintainer=keeper, version="1.0")
    for name in columns[3:columns.index("TIME_PERIOD")]:
        structure.dimensions.append(common.Dimension(id=name))
    structure.dimensions.append(common.TimeDimension(id="TIME_PERIOD"))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    for name in columns[columns.index("OBS_VALUE") + 1:]:
        structure.attributes.append(common.DataAttribute(id=name))
    flow = v30.Dataflow(id="WERK", maintainer=keeper, version="1.0", structure=structure)
    found = {}
    for one in client.read_sdmx(path, structure=flow).data[0].obs:
        key = one.key
        found[(key["REF_AREA"].value, key["SECTOR"].value, key["TIME_PERIOD"].value)] = number(one.value)
    return found


CLIENTS = [cbsodata, cbsodata4, pandas, duckdb, sdmx]


def held_against(name, found, wanted):
    """Tells how figures differ, and whether they do."""
    keys = set(found) | set(wanted)
    other = sorted(key for key in keys if found.get(key) != wanted.get(key))
    print(f"{name:10} {len(found)} figures, {len(other)} other")
    for key in other[:5]:
        print(f"  {key}: koers {wanted.get(key)}, {name} {found.get(key)}")
    return bool(other) or not found


# Small tables: of CBS with the rows of nine COROP areas, of Eurostat with the regions that the example knows.
LIVE = [
    ("cbs", "83582NED", ["--filter", "startswith(RegioS,'CR0')"]),
    ("eurostat", "nama_10r_3gdp", []),
]


def told(name, what, begin):
    print(f"{name:10} {what} ({time.monotonic() - begin:.1f} s)", flush=True)


def step(home, binaries, name, *words):
    """Runs koers and tells in one line what came of it. None when it failed."""
    begin = time.monotonic()
    done = subprocess.run([binaries / "koers", *words], cwd=home, capture_output=True, text=True)
    lines = (done.stderr.strip() or done.stdout.strip() or "?").splitlines()
    if done.returncode:
        told(name, f"koers {words[0]} failed with exit code {done.returncode}:", begin)
        for line in lines[:6]:
            print(f"           {line}")
        return None
    told(name, f"koers {words[0]}: {lines[0]}", begin)
    return done.stdout


def numbers(values):
    """How often each number comes, whatever the order."""
    found = (number(value) for value in values)
    return collections.Counter(round(value, 6) for value in found if value is not None)


def live_cbsodata(table, region, period):
    import cbsodata as client

    rows = client.get_data(table)
    columns = [name for name in rows[0] if re.search(r"_[0-9]+$", name)]
    # This client gives titles of codes in place of codes, so only the areas that koers has can be told by their name.
    return [row[name] for row in rows for name in columns if "(CR)" in str(row[region]) and str(row[period]).isdigit()]


def live_cbsodata4(table, region, period):
    import cbsodata4 as client

    with tempfile.TemporaryDirectory() as place:
        rows = client.get_observations(table, download_dir=f"{place}/t")
    rows = rows.to_dict("records")
    return [row["Value"] for row in rows if str(row[region]).startswith("CR0") and "JJ" in str(row[period])]


def live(binaries, at):
    instead = ["--from", at] if at else []
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([binaries / "koers", "demo", "--no-serve"], cwd=home, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        folder = pathlib.Path(home) / "drenthe"
        if at:
            with open(folder / "koers.yaml", "a", encoding="utf-8") as settings:
                settings.write(f'own_hosts: ["{urllib.parse.urlsplit(at).netloc}"]\n')
        for publisher, table, more in LIVE:
            here = ["--workspace", "drenthe"]
            id = f"live-{publisher}"
            step(home, binaries, publisher, "search", table, "--publisher", publisher, *instead, *here)
            if step(home, binaries, publisher, "add", f"{publisher}/{table}", "--as", id, *more, *instead, *here) is None:
                continue
            if step(home, binaries, publisher, "sync", id, *here) is None:
                continue
            if step(home, binaries, publisher, "export", id, *here, "--to", "out", "--format", "csv") is None:
                continue
            with open(pathlib.Path(home) / f"out/cijfers/{id}.csv", newline="", encoding="utf-8") as file:
                ours = numbers(row["value"] for row in csv.DictReader(file))
            print(f"{publisher:10} {sum(ours.values())} numbers in koers")
            row = (folder / f"catalogue/{id}.yaml").read_text(encoding="utf-8")
            names = [re.search(rf"column: (\w+), role: {role}", row) for role in ("region", "period")]
            if publisher != "cbs" or at or not all(names):
                continue
            for name, client in (("cbsodata", live_cbsodata), ("cbsodata4", live_cbsodata4)):
                if not importlib.util.find_spec(name):
                    print(f"{name:10} left out: not installed (tools/publisher-stub/requirements.txt)")
                    continue
                begin = time.monotonic()
                try:
                    theirs = numbers(client(table, *(one[1] for one in names)))
                    other = sum(((ours - theirs) + (theirs - ours)).values())
                    told(name, f"{sum(theirs.values())} numbers, {other} that only one of the two has", begin)
                except Exception as error:  # What a client does with a publisher that is away is its own affair.
                    told(name, f"failed: {type(error).__name__}: {str(error)[:200]}", begin)


def main():
    asked = argparse.ArgumentParser(description="Hold what Koers reads against clients that are not ours")
    asked.add_argument("binaries", type=pathlib.Path, help="folder with koers and publisher-stub")
    asked.add_argument("--live", action="store_true", help="ask the publishers themselves; tells, and never fails")
    asked.add_argument("--at", metavar="URL", help="with --live: one host in place of all publishers")
    asked = asked.parse_args()
    binaries = asked.binaries.resolve()
    if asked.live:
        live(binaries, asked.at)
        return 0
    there = [client for client in CLIENTS if importlib.util.find_spec(client.__name__)]
    for client in CLIENTS:
        if client not in there:
            print(f"{client.__name__:10} left out: not installed (tools/publisher-stub/requirements.txt)")
    if not there:
        return 0
    table = ROOT / f"examples/drenthe/published/{TABLE}.csv"
    stub = subprocess.Popen([binaries / "publisher-stub", "--table", table, "--page", "1000"], stdout=subprocess.PIPE, text=True)
    try:
        host = stub.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as home:
            folder = pathlib.Path(home) / "drenthe"
            koers = lambda *words: subprocess.run([binaries / "koers", *words], cwd=home, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            koers("demo", "--no-serve")
            (folder / "catalogue/werk.yaml").write_text(ROW.format(table=TABLE, host=host), encoding="utf-8")
            with open(folder / "koers.yaml", "a", encoding="utf-8") as settings:
                settings.write(f'own_hosts: ["{host}"]\n')
            koers("sync", "werk", "--workspace", "drenthe")
            for form in ("csv", "parquet", "sdmx-csv"):
                koers("export", "werk", "--workspace", "drenthe", "--to", "out", "--format", form)
            out = pathlib.Path(home) / "out"
            wanted = ours(out)
            print(f"{'koers':10} {len(wanted)} figures, {sum(value is not None for value in wanted.values())} of them numbers")
            wrong = [held_against(client.__name__, client(host, out), wanted) for client in there]
    finally:
        stub.terminate()
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
