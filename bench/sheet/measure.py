"""The register of so many made-up actions as a workbook: how long Koers needs to take it over, and Python to read it."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "portfolio"))
import made

DATA = pathlib.Path(__file__).resolve().parent.parent / "data" / "sheet"
AIM = 2.0  # seconds, for 10,000 actions


def openpyxl_cells(book):
    """Every cell of every sheet, read only: its quickest way."""
    import openpyxl

    opened = openpyxl.load_workbook(book, read_only=True)
    found = {sheet.title: sum(1 for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)) for sheet in opened}
    opened.close()
    return found


def pandas_frames(engine):
    """A table of each sheet, as an analyst would begin."""

    def read(book):
        import pandas

        frames = pandas.read_excel(book, sheet_name=None, header=None, engine=engine)
        return {name: int(frame.notna().any(axis=1).sum()) for name, frame in frames.items()}

    return read


def timed(job):
    start = time.perf_counter()
    found = job()
    return time.perf_counter() - start, found


def unmarked(path):
    """What a register says, without the mark of the log that it came from: two registers have two logs."""
    said = json.loads(path.read_text())
    said.pop("made_from")
    return said


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    DATA.mkdir(parents=True, exist_ok=True)
    first, second, book = DATA / "first", DATA / "second", DATA / "register.xlsx"
    made.workspace(first)
    made.register(asked.actions, DATA / "made.json")
    made.entered(first, DATA / "made.json")
    made.koers("portfolio", "export", "--workspace", first, "--xlsx", book, "--overwrite")
    made.koers("portfolio", "export", "--workspace", first, "--json", DATA / "first.json", "--overwrite")

    import_words = ("portfolio", "import", book, "--workspace", second, "--who", "meting", "--reason", "meting")

    def taken_over():
        made.koers(*import_words)
        made.koers("portfolio", "export", "--workspace", second, "--json", DATA / "second.json", "--overwrite")

    def fresh():
        made.workspace(second)

    # Nothing is measured when something was lost on the way.
    fresh()
    taken_over()
    first_said, second_said = (unmarked(DATA / name) for name in ("first.json", "second.json"))
    if first_said != second_said:
        raise SystemExit("what came back from the workbook is not what went in")
    peers = {
        "openpyxl, read only": openpyxl_cells,
        "pandas with openpyxl": pandas_frames("openpyxl"),
        "pandas with calamine": pandas_frames("calamine"),
    }
    rows = {name: peer(book) for name, peer in peers.items()}
    counted = list(rows.values())
    if any(one != counted[0] for one in counted):
        raise SystemExit(f"the tools do not see the same rows: {rows}")
    times = {name: [] for name in ("koers, taken over", "koers, only shown what would change", *peers)}
    for _ in range(asked.runs):  # in turn, so that a busy moment does not hit one of them alone
        fresh()
        times["koers, only shown what would change"].append(timed(lambda: made.koers(*import_words, "--dry-run"))[0])
        times["koers, taken over"].append(timed(lambda: made.koers(*import_words))[0])
        for name, peer in peers.items():
            times[name].append(timed(lambda: peer(book))[0])
    size = book.stat().st_size / 1e6
    lines = sum(counted[0].values())
    records = len(json.loads((DATA / "first.json").read_text())["records"])
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {asked.actions:,} actions, {records:,} records, {lines:,} rows, {size:.1f} MB; {asked.runs} runs each\n")
    print("| | median | fastest | ratio |\n|---|--:|--:|--:|")
    ours = statistics.median(times["koers, taken over"])
    for name, found in times.items():
        middle = statistics.median(found)
        print(f"| {name} | {middle:.2f} s | {min(found):.2f} s | {middle / ours:.1f} |")
    if asked.actions == 10_000:
        print(f"\nTaken over in {ours:.2f} s, aim under {AIM:g} s for 10,000 actions: {'met' if ours < AIM else '**missed**'}.")


main()
