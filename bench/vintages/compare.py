"""Times what was known on a day beside the plain question, with a hundred vintages of a table on disk, in turn.

    cargo build --release --locked -p koers-cli
    python3 bench/vintages/compare.py target/release/koers        # --vintages 100 --runs 21 is the standard size

The workspace is the example. Its table of jobs is taken over as often as asked, each time with one figure changed and a day of publication a month later; the days lie
in the future, so that on the day that is asked for everything else of the example is known too, as it is now.
"""

import argparse
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

DATASET = "cbs-83582ned"


def run(words, cwd):
    begun = time.perf_counter()
    child = subprocess.run(words, cwd=cwd, capture_output=True, text=True)
    if child.returncode:
        raise SystemExit(f"{words}: {child.stderr or child.stdout}")
    return time.perf_counter() - begun


def vintage(rows, number):
    """The table with one figure changed."""
    at = len(rows) - 1 - number
    changed = re.sub(r"(\d+)(\D*)$", lambda found: f"{int(found[1]) + 1}{found[2]}", rows[at])
    assert changed != rows[at], rows[at]
    return "\n".join([*rows[:at], changed, *rows[at + 1 :]]) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("koers", type=pathlib.Path)
    parser.add_argument("--vintages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=21)
    asked = parser.parse_args()
    koers = asked.koers.resolve()
    published = pathlib.Path(__file__).parents[2] / f"examples/drenthe/published/{DATASET}.csv"
    rows = [row for row in published.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    with tempfile.TemporaryDirectory() as place:
        home = pathlib.Path(place)
        run([koers, "demo", "w", "--no-serve"], home)
        folder = home / "w"
        shutil.copytree(folder, home / "alone")
        for number in range(asked.vintages):
            day = f"{2030 + number // 12}-{number % 12 + 1:02}-01"
            file = home / "v.csv"
            file.write_text(vintage(rows, number), encoding="utf-8")
            run([koers, "import", file, "--dataset", DATASET, "--published", day], folder)
        middle = f"{2030 + asked.vintages // 24}-06-15"
        questions = {
            "no vintages": (home / "alone", []),
            "now": (folder, []),
            "as of": (folder, ["--as-of", middle]),
        }
        print(f"{asked.vintages} vintages, {asked.runs} runs in turn, median; as of {middle}")
        for word in ("status", "report"):
            for kept in ("warm", "cold"):
                times = {name: [] for name in questions}
                for _ in range(asked.runs):
                    for name, (where, more) in questions.items():
                        if kept == "cold":
                            shutil.rmtree(where / "cache", ignore_errors=True)
                        times[name].append(run([koers, word, *more], where))
                medians = {name: statistics.median(found) for name, found in times.items()}
                told = "  ".join(f"{name} {seconds * 1000:6.1f} ms" for name, seconds in medians.items())
                print(f"  koers {word:7} cache {kept}: {told}  {medians['as of'] / medians['now']:.2f}x")


main()
