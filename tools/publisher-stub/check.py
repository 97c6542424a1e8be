"""Clients that are not ours read the same figures as Koers: from the same publisher, and from what Koers writes.

    python3 tools/publisher-stub/check.py target/debug

Starts `publisher-stub` and `koers` from that folder, takes a table over with `koers sync`, writes it with `koers export`, and reads it with every client
that is installed (requirements.txt names them). A client that is not there is named and passed over.
"""

import csv
import importlib.util
import pathlib
import subprocess
import sys
import tempfile

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


def main():
    binaries = pathlib.Path(sys.argv[1]).resolve()
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
