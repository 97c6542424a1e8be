"""The pages over so many made-up actions, each asked for the first time: nothing on the shelf, all of it made."""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "serve"))
import made
import wire

DATA = pathlib.Path(__file__).resolve().parent.parent / "data" / "portfolio"
AIM = 100  # milliseconds, for a page over 5,000 actions
PAGES = ["/acties", "/acties?stand=running", "/acties/verzonnen-00017", "/dekking", "/beloften", "/en/acties"]


class Server:
    """`koers serve` on a workspace, until it is left."""

    def __init__(self, workspace):
        self.port = wire.free_port()
        words = [os.environ["KOERS_BIN"], "serve", "--workspace", workspace, "--listen", f"127.0.0.1:{self.port}", "--rate", "0"]
        with open(DATA / "server.log", "ab") as log:
            self.process = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log)

    def __enter__(self):
        wire.wait_for(self.port, "/over", self.process)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)

    def ask(self, path):
        """Milliseconds to the last byte, and how many bytes that were."""
        start = time.perf_counter()
        answer = wire.get(self.port, path)
        took = time.perf_counter() - start
        if answer.status != 200:
            raise SystemExit(f"{path} gives {answer.status}")
        return took * 1000, answer.size


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--actions", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    DATA.mkdir(parents=True, exist_ok=True)
    workspace = DATA / "workspace"
    made.workspace(workspace)
    made.register(asked.actions, DATA / "made.json")
    made.entered(workspace, DATA / "made.json")
    first = {page: [] for page in PAGES}
    again = {page: [] for page in PAGES}
    sizes = {}
    read = []
    for _ in range(asked.runs):
        for page in PAGES:
            # A server of its own for each page, so that none finds what another made. It has read the register before it answers anything.
            with Server(workspace) as server:
                took, sizes[page] = server.ask(page)
                first[page].append(took)
                again[page].append(server.ask(page)[0])
        start = time.perf_counter()
        made.koers("portfolio", "list", "--workspace", workspace, "--format", "json")
        read.append((time.perf_counter() - start) * 1000)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {asked.actions:,} actions; {asked.runs} runs, a fresh server for each page\n")
    print("| page | first time, median | slowest | from the shelf | bytes sent |\n|---|--:|--:|--:|--:|")
    for page in PAGES:
        print(f"| `{page}` | {statistics.median(first[page]):.1f} ms | {max(first[page]):.1f} ms | {statistics.median(again[page]):.1f} ms | {sizes[page]:,} |")
    print(f"\n`koers portfolio list`, start of the program and reading of the register included: {statistics.median(read):.0f} ms.")
    worst = max(PAGES, key=lambda page: statistics.median(first[page]))
    slowest = statistics.median(first[worst])
    if asked.actions == 5_000:
        print(f"The slowest page, `{worst}`: {slowest:.1f} ms, aim under {AIM} ms for 5,000 actions: {'met' if slowest < AIM else '**missed**'}.")


main()
