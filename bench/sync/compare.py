"""Times `koers sync` beside the clients that a user would pick, on one publisher on this machine, in turn.

    cargo build --release --locked -p koers-cli -p publisher-stub
    python3 bench/sync/compare.py target/release            # --regions 345 --kinds 435 --years 20 is the standard size

Parts: a whole table of OData v4 against cbsodata4 (which writes Parquet and reads it into pandas), a whole table of OData v3 against cbsodata, and a run in
which nothing changed for 50 data sets. Peak memory is that of the process, as the system counts it. Every run begins with nothing kept.
"""

import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 3
ROW = """dataset: {id}
title: {{nl: Groot, en: Large}}
publisher: verzonnen
table: {table}
licence: CC0-1.0
attribution: {{nl: verzonnen, en: made up}}
from: {{connector: {connector}, address: "http://{host}/{path}/{table}"}}
frequency: year
columns:
  - {{column: RegioS, role: region, codes: cbs}}
  - {{column: Perioden, role: period}}
  - {{column: Soort, role: category}}
{value}measures:
  M000001: {{title: {{nl: Aantal, en: Number}}, unit: jobs, additive: true}}
"""
VALUE_3 = "  - {column: Aantal_1, role: value, measure: M000001}\n"
CLIENT_4 = """
import cbsodata4, shutil, tempfile
with tempfile.TemporaryDirectory() as place:
    print(len(cbsodata4.get_observations({table!r}, base_url="http://{host}/odata/v1", download_dir=place + "/t")))
"""
CLIENT_3 = """
import cbsodata, pandas
cbsodata.options.use_https = False
print(len(pandas.DataFrame(cbsodata.get_data({table!r}, catalog_url={host!r}, dir=None))))
"""


def timed(words, cwd=None):
    """Seconds and peak megabytes of a command, and what it printed."""
    begun = time.perf_counter()
    child = subprocess.Popen(words, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, err = child.communicate()
    seconds = time.perf_counter() - begun
    if child.returncode:
        sys.exit(f"{words}: {err or out}")
    return seconds, out


def peak(words, cwd=None):
    """The same, with the peak of memory from a small program around it."""
    program = (
        "import resource,subprocess,sys,time;b=time.perf_counter();"
        "r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);"
        "print(time.perf_counter()-b,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024);sys.exit(r.returncode)"
    )
    _, out = timed([sys.executable, "-c", program, *map(str, words)], cwd)
    seconds, megabytes = out.split()
    return float(seconds), int(megabytes)


def told(name, runs, against=None):
    seconds = statistics.median(run[0] for run in runs)
    memory = max(run[1] for run in runs)
    ratio = f"  {against / seconds:5.1f}x" if against else ""
    print(f"  {name:22} {seconds:7.2f} s  {memory:5} MB{ratio}")
    return seconds


def workspace(koers, home, regions, rows):
    folder = home / "w"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([koers, "new", "w", "--name", "Proef", "--region", "PV22"], cwd=home, check=True, capture_output=True)
    for name, text in rows:
        (folder / f"catalogue/{name}.yaml").write_text(text, encoding="utf-8")
    with open(folder / "regions/regions.csv", "a", encoding="utf-8") as file:
        file.writelines(f'GM{at:04},municipality,"Gemeente {at}",,,\n' for at in range(regions))
    return folder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", type=pathlib.Path)
    parser.add_argument("--regions", type=int, default=345)
    parser.add_argument("--kinds", type=int, default=435)
    parser.add_argument("--years", type=int, default=20)
    asked = parser.parse_args()
    koers, stub = (asked.binaries.resolve() / name for name in ("koers", "publisher-stub"))
    size = f"{asked.regions},{asked.kinds},{asked.years}"
    small = f"{asked.regions},{max(1, asked.kinds // 10)},{asked.years}"
    made = ["--made", f"GROOT={size}", "--made", f"BREED={small}"]
    made += [word for at in range(50) for word in ("--made", f"T{at:02}=3,2,5")]
    publisher = subprocess.Popen([stub, *made], stdout=subprocess.PIPE, text=True)
    try:
        host = publisher.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as place:
            home = pathlib.Path(place)
            own = f'own_hosts: ["{host}"]\n'

            def fresh(rows):
                folder = workspace(koers, home, asked.regions, rows)
                with open(folder / "koers.yaml", "a", encoding="utf-8") as file:
                    file.write(own)

            def row(name, table, connector, path, value=""):
                return name, ROW.format(id=name, table=table, connector=connector, host=host, path=path, value=value)

            for title, table, one, client in [
                ("OData v4", "GROOT", row("groot", "GROOT", "cbs-odata4", "odata/v1/CBS"), CLIENT_4),
                ("OData v3", "BREED", row("breed", "BREED", "cbs-odata3", "ODataFeed/odata", VALUE_3), CLIENT_3),
            ]:
                count = asked.regions * asked.years * (asked.kinds if table == "GROOT" else max(1, asked.kinds // 10))
                print(f"{title}, {count:,} figures, median of {RUNS} runs in turn")
                ours, theirs = [], []
                for _ in range(RUNS):
                    fresh([one])
                    ours.append(peak([koers, "sync", "--workspace", "w"], home))
                    theirs.append(peak([sys.executable, "-c", client.format(table=table, host=host)], home))
                their = told("the Python client", theirs)
                told("koers sync", ours, their)
            print("nothing changed, 50 data sets")
            fresh([row(f"t{at:02}", f"T{at:02}", "cbs-odata4", "odata/v1/CBS") for at in range(50)])
            timed([koers, "sync", "--workspace", "w"], home)
            told("koers sync", [peak([koers, "sync", "--workspace", "w"], home) for _ in range(RUNS)])
    finally:
        publisher.terminate()


if __name__ == "__main__":
    main()
