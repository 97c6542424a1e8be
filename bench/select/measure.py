"""Koers, HiGHS and PuLP with CBC on the same made-up calls, in the same run: `bench/select/run [SECONDS]`.

Run by `run`, which sees to what it needs. Prints a table; times are seconds until the gap asked for is
proven or the time is up, building the model included, reading the file not.
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
DATA = HERE.parent / "data"
DATA.mkdir(exist_ok=True)
seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
root = HERE.parent.parent
subprocess.run(["cargo", "build", "--release", "-q", "-p", "koers-solve", "--example", "choose"], cwd=root, check=True)
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
ours = target / "release/examples/choose"
print("| proposals | gap asked | tool | seconds | value | bound | gap proven | times Koers |\n|--:|--:|---|--:|--:|--:|--:|--:|")
for n, seed, gaps in [(300, 1, (0.02,)), (2000, 2000, (0.01, 0.005))]:
    file = DATA / f"call-{n}.json"
    subprocess.run([sys.executable, HERE / "generate.py", str(n), str(seed), file], check=True)
    for gap in gaps:
        first = None
        for command in (
            [ours, file, str(round(gap * 1e6)), "1000000", seconds],
            [sys.executable, HERE / "peers.py", "highs", file, str(gap), seconds],
            [sys.executable, HERE / "peers.py", "pulp", file, str(gap), seconds],
        ):
            r = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
            first = first or r["seconds"]
            proven = f'{100 * (r["bound"] - r["value"]) / r["value"]:.2f} %' if r["value"] and r["bound"] else "not told"
            value, bound = (f'{v / 10_000:,.1f}' if v else "none" for v in (r["value"], r["bound"]))
            times = f'{r["seconds"] / first:.1f}' if r is not None else ""
            print(f'| {n} | {100 * gap:g} % | {r["tool"]} | {r["seconds"]:.2f} | {value} | {bound} | {proven} | {times} |', flush=True)
