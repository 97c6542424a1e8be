"""Runs every case in Koers, in packages as they are shipped and in well-written NumPy, checks that all say the same, and prints a table."""

import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import version

import numpy as np

import made
from tables import read

HERE = pathlib.Path(__file__).resolve().parent
WHERE = HERE.parent / "data" / "economics"
ALL = os.cpu_count()


@dataclass
class Tool:
    """One way to do a job."""

    name: str
    # How often in each process, and in how many processes.
    runs: int = 1
    rounds: int = 1
    # Whether it can use more than one thread.
    threads: bool = True


@dataclass
class Case:
    title: str
    job: str
    make: object
    check: object
    shipped: list = field(default_factory=list)
    written: list = field(default_factory=list)
    runs: int = 5
    # Processes of Koers, taken in turn with the others.
    rounds: int = 3


def near(names, within):
    """Every number of these tables within a distance, as a part of the largest of the table."""

    def check(ours, theirs):
        worst = 0.0
        for name in names:
            a, b = read(ours, name), read(theirs, name)
            assert a.shape == b.shape, f"{name}: {a.shape} and {b.shape}"
            worst = max(worst, np.abs(a - b).max() / np.abs(a).max())
        assert worst <= within, f"{worst} apart"
        return f"largest distance {worst:.0e} of the largest number"

    return check


def no_worse(ours, theirs):
    """Losses of the units that both have."""
    theirs = read(theirs, "loss")
    ours = read(ours, "loss")[: len(theirs)]
    assert ours[0] <= theirs[0] * (1 + 1e-6), f"California: {ours[0]} and {theirs[0]}"
    assert ours.sum() <= theirs.sum() * (1 + 1e-6), f"together: {ours.sum()} and {theirs.sum()}"
    worse = int((ours > theirs * (1 + 1e-3)).sum())
    return f"loss of the first unit {ours[0, 0]:.4f}, here {theirs[0, 0]:.4f}; sum over {len(theirs)} units {ours.sum():.1f}, here {theirs.sum():.1f}; ours higher in {worse}"


def differences(ours, theirs):
    effect, other = read(ours, "effect")[0, 0], read(theirs, "effect")[0, 0]
    assert abs(effect - other) < 1e-6 * abs(effect), f"{effect} and {other}"
    error, drawn = read(ours, "error")[0, 0], read(theirs, "error")[0, 0]
    placebos = read(ours, "placebos")
    if pathlib.Path(theirs, "placebos.table").exists():
        apart = np.abs(placebos - read(theirs, "placebos")).max()
        assert apart < 1e-6 * np.abs(placebos).max(), f"placebos {apart} apart"
        return f"effect {effect:.6f}, all {len(placebos)} placebos within {apart:.0e}"
    # What 500 draws of these placebos may give.
    dice = np.random.default_rng(1)
    spread = dice.choice(placebos[:, 0], (2000, 500)).std(axis=1).std()
    assert abs(error - drawn) < 6 * spread, f"error {error} and {drawn}"
    return f"effect {effect:.6f} in both; error {error:.3f} of all placebos, {drawn:.3f} by drawing"


def scores(ours, theirs):
    worst = max(np.abs(read(ours, name) - read(theirs, name)).max() for name in ["regions", "activities"])
    assert worst < 1e-6, f"{worst} apart"
    return f"scores within {worst:.0e}"


def extracted(ours, theirs):
    if not pathlib.Path(theirs, "part.table").exists():
        return near(["lost", "others"], 1e-9)(ours, theirs)
    part = read(theirs, "part")[:, 0].astype(int)
    lost, others = read(ours, "lost")[:, part].T, read(ours, "others")[part]
    worst = max(np.abs(lost - read(theirs, "lost-of-part")).max() / np.abs(lost).max(), np.abs(others - read(theirs, "others-of-part")).max() / np.abs(others).max())
    assert worst < 1e-7, f"{worst} apart"
    return f"largest distance {worst:.0e} of the largest number"


def criterion(ours, theirs):
    """Sums of AICc; for ARIMA only over series that are differenced alike, as others cannot be compared."""
    a, b = read(ours, "aicc"), read(theirs, "aicc")
    alike = (a[:, 1:] == b[:, 1:]).all(axis=1)
    less = a[alike, 0] - b[alike, 0]
    text = f"AICc together {a[alike, 0].sum():.1f}, here {b[alike, 0].sum():.1f}, over {alike.sum()} of {len(a)} series; ours lower by over 0.1 in {(less < -0.1).sum()}, higher in {(less > 0.1).sum()}"
    return text if less.sum() <= 0 else "**ours worse**: " + text


def chance(ours, theirs):
    """I to the digit, p within what two drawings may differ."""
    a, b = read(ours, "index"), read(theirs, "index")
    worst = np.abs(a - b).max() / np.abs(a).max()
    assert worst < 1e-9, f"I {worst} apart"
    p, q = read(ours, "p"), read(theirs, "p")
    both = (p + q) / 2
    apart = (np.abs(p - q) / np.sqrt(2 * both * (1 - both) / 9999 + 2e-8)).max()
    assert apart < 6, f"p {apart} errors apart"
    return f"I within {worst:.0e}, p within {apart:.1f} errors of the drawing"


def cases(data, series=1000):
    folder = lambda name: WHERE / name
    pysyncon = [Tool("pysyncon", threads=False), Tool("pysyncon, regression start", threads=False)]
    moran = lambda job, regions, slow=1: Case(
        f"{'Moran’s I' if job == 'moran' else 'LISA'}, {regions:,} regions, 9,999 permutations",
        job,
        (f"regions-{regions}", lambda to: made.values(to, regions)),
        chance,
        [Tool("esda", 3 // slow, 3, threads=job != "moran")],
        [Tool("NumPy", 2 // slow, 3, threads=False)],
    )
    return {
        "synthetic-control": Case("Synthetic control with all 38 placebos", "synthetic-control", ("tobacco", lambda to: made.tobacco(to, data)), no_worse, pysyncon, [Tool("SciPy", threads=False)], 1, 2),
        "synthetic-did": Case("Synthetic DiD with its error by placebos", "synthetic-did", ("tobacco", lambda to: made.tobacco(to, data)), differences, [Tool("synthdid-py", threads=False), Tool("azcausal", threads=False)], [Tool("NumPy", 2, 3, threads=False)]),
        "complexity": Case("ECI and PCI, 5,000 × 1,000", "complexity", ("presence", made.presence), scores, [Tool("econcomplex"), Tool("ecomplexity")], [Tool("SciPy", 3, 3)]),
        "proximity": Case("Proximity, 5,000 × 1,000", "proximity", ("presence", made.presence), near(["proximity"], 1e-12), [Tool("economic-complexity", threads=False)], [Tool("NumPy", 3, 3)], 10),
        "trade-complexity": Case("ECI and PCI, world trade", "complexity", ("trade", lambda to: made.trade(to, data)), scores, [Tool("econcomplex", 2, 2), Tool("ecomplexity", 2, 2)], [Tool("SciPy", 5, 3)], 20),
        "trade-proximity": Case("Proximity, world trade", "proximity", ("trade", lambda to: made.trade(to, data)), near(["proximity"], 1e-12), [Tool("economic-complexity", 2, 2, threads=False)], [Tool("NumPy", 5, 3)], 20),
        "extraction": Case("Extraction of each of 1,435 sectors", "extraction", ("flows", lambda to: made.flows(to, data)), extracted, [Tool("NumPy, each sector solved anew")], [Tool("NumPy", 3, 3)], 3),
        "projection": Case("400 regions, 100 ages, 2 sexes, 40 years", "projection", ("population", made.population), near(["women", "men", "deaths"], 1e-10), [Tool("NumPy, loops over regions", threads=False)], [Tool("NumPy", 2, 3)], 2),
        "smoothing": Case(f"Exponential smoothing chosen, {series:,} monthly series", "smoothing", (f"series-{series}", lambda to: made.series(to, series)), criterion, [Tool("statsforecast")], [], 1, 1),
        "arima": Case("ARIMA chosen, 100 monthly series", "arima", ("series-100", lambda to: made.series(to, 100)), criterion, [Tool("statsforecast")], [], 1, 1),
        "moran-345": moran("moran", 345),
        "moran-3000": moran("moran", 3000),
        "lisa-345": moran("local-moran", 345),
        "lisa-3000": moran("local-moran", 3000, 2),
        "shift-share": Case("Shift-share, 400 regions × 88 sectors × 30 years", "shift-share", ("jobs", made.jobs), near(["effects", "base-years"], 1e-9), [Tool("pandas", 1, 2, threads=False)], [Tool("NumPy", 3, 3, threads=False)]),
    }


def child(command, threads, units):
    environment = dict(os.environ, UNITS=str(units), PYTHONPATH=str(HERE))
    for name in ["RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"]:
        environment[name] = str(threads)
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


class Tries:
    """What a tool took, over all its processes: with one thread on the processor, which others on the machine hardly change; with more by the clock."""

    def __init__(self, threads):
        self.what = "processor" if threads == 1 else "seconds"
        self.seconds, self.peak, self.told = [], 0.0, {}

    def add(self, told):
        self.seconds += [one * told.get("scale", 1) for one in told[self.what]]
        self.peak = max(self.peak, told["peak"])
        self.told = told

    @property
    def middle(self):
        return statistics.median(self.seconds)

    def __str__(self):
        about = "≈ " if "scale" in self.told and self.told["scale"] > 1 else ""
        return about + took(self.middle) + (f" ({took(min(self.seconds))})" if len(self.seconds) > 1 else "")


def took(seconds):
    for least, size, unit in [(60, 60, "min"), (1, 1, "s"), (1e-3, 1e-3, "ms"), (0, 1e-6, "µs")]:
        if seconds >= least:
            return f"{seconds / size:.3g} {unit}"


def ratio(times):
    return f"{times:,.0f}" if times >= 100 else f"{times:.3g}"


def same_bytes(folder, other):
    names = sorted(path.name for path in folder.iterdir())
    return names == sorted(path.name for path in other.iterdir()) and all((folder / name).read_bytes() == (other / name).read_bytes() for name in names)


def measure(key, case, binary, options):
    folder_name, make = case.make
    folder = WHERE / "in" / folder_name
    text = make(folder)
    if text is None:
        print(f"\n### {case.title}\n\nLeft out: it needs `--data`.", flush=True)
        return []
    out = WHERE / "out" / key
    print(f"\n### {case.title}\n\nInput {text}.\n", flush=True)
    load = os.getloadavg()[0]
    shown = [1] if options.busy else sorted({1, ALL})
    ours = {threads: Tries(threads) for threads in sorted({1, 2, 4, ALL})}
    tools = [(tool, threads) for tool in case.shipped + case.written for threads in ([1, ALL] if tool.threads and shown != [1] else [1])]
    if options.only_ours:
        tools = []
    tries = {(tool.name, threads): Tries(threads) for tool, threads in tools}
    for round_ in range(min(options.rounds, case.rounds)):
        # In turn, so that a busy moment does not hit one of them alone.
        for threads in ours:
            if round_ == 0 or threads in shown:
                runs = case.runs if threads in shown else 1
                ours[threads].add(child([binary, case.job, folder, out / f"koers-{threads}", runs], threads, 0))
        for tool, threads in tools:
            if round_ < tool.rounds:
                tries[tool.name, threads].add(child([sys.executable, HERE / "peers.py", case.job, tool.name, folder, out / tool.name, tool.runs, threads], threads, options.units))
    first = out / "koers-1"
    for threads in ours:
        assert same_bytes(first, out / f"koers-{threads}"), f"{key}: other bytes with {threads} threads"
    print("- Koers gives the same bytes with " + ", ".join(map(str, ours)) + " threads.")
    for tool in case.shipped + case.written:
        if (tool.name, 1) in tries:
            told = tries[tool.name, 1].told
            extra = f" Measured over {told['part']}, and multiplied." if told.get("scale", 1) > 1 else ""
            extra += f" Compiling itself took {took(told['first'])}, not counted." if "first" in told else ""
            print(f"- {tool.name}: {case.check(first, out / tool.name)}.{extra}", flush=True)
    rows = []
    print(f"\n| tool | threads | time | ratio to Koers | peak memory |\n|---|--:|--:|--:|--:|")
    for threads in shown:
        print(f"| **Koers** | {threads} | {ours[threads]} | 1 | {ours[threads].peak:.0f} MB |")
        for tool in case.shipped + case.written:
            if (tool.name, threads) in tries:
                one = tries[tool.name, threads]
                print(f"| {tool.name} | {threads} | {one} | {ratio(one.middle / ours[threads].middle)} | {one.peak:.0f} MB |")
        best = lambda list_: min((tries[tool.name, threads] for tool in list_ if (tool.name, threads) in tries), key=lambda one: one.middle, default=None)
        rows.append((case.title, threads, ours[threads], best(case.shipped), best(case.written)))
    print(f"\nLoad average {load:.1f} before, {os.getloadavg()[0]:.1f} after.", flush=True)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--data", help="folder with published tables: synthetic-control, economic-complexity, io-tables; without it inputs of the same shape are made up")
    parser.add_argument("--cases", help="only these, with commas: " + ", ".join(cases(None)))
    parser.add_argument("--rounds", type=int, default=3, help="processes of each tool at most, taken in turn; slow tools get one")
    parser.add_argument("--units", type=int, default=4, help="units of the 39 that the slow searches for synthetic controls are measured over")
    parser.add_argument("--series", type=int, default=1000, help="series of the case smoothing")
    parser.add_argument("--busy", action="store_true", help="on a machine that others use: one thread only, by time on the processor")
    parser.add_argument("--only-ours", action="store_true", help="only Koers, to see what a change brings")
    options = parser.parse_args()
    known = cases(options.data, options.series)
    asked = options.cases.split(",") if options.cases else list(known)
    versions = ", ".join(f"{name} {version(name)}" for name in ["numpy", "scipy", "pandas", "pysyncon", "synthdid-py", "azcausal", "econcomplex", "ecomplexity", "economic-complexity", "statsforecast", "esda"])
    print(f"{datetime.date.today():%-d %B %Y}, {platform.system()} {platform.release()}, {ALL} cores, load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}, {versions}.")
    print("Times are middles of the runs, with the smallest in brackets; with one thread on the processor, with more by the clock. ≈: a part was measured and multiplied.")
    rows = [row for key in asked for row in measure(key, known[key], options.binary, options)]
    print("\n### All together\n\n| case | threads | Koers | as shipped | ratio | by hand | ratio | memory: Koers, shipped, by hand |\n|---|--:|--:|--:|--:|--:|--:|---|")
    for title, threads, ours, shipped, written in rows:
        side = lambda one: f"{took(one.middle)} | {ratio(one.middle / ours.middle)}" if one else "| "
        memory = ", ".join(f"{one.peak:.0f}" if one else "–" for one in [ours, shipped, written])
        print(f"| {title} | {threads} | {took(ours.middle)} | {side(shipped)} | {side(written)} | {memory} MB |")


main()
