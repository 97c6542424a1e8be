"""Runs every job in every tool, checks that all say the same, and prints a table of medians and ratios."""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / "data"
PEERS = ["pandas", "polars", "duckdb"]


def child(command, cwd=None):
    """Runs a program: its output, wall time in seconds, and the most memory it had, in megabytes."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=err, cwd=cwd)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return process.returncode, out.read(), err.read(), took, usage.ru_maxrss / 1024


def busy():
    """Processor seconds that everybody together has used since the machine was started."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def undisturbed(command, cwd=None):
    """As `child`, on a machine that others use too: waits until it is quiet, and begins again when others came in between."""
    least = None
    for _ in range(3):
        for _ in range(30):
            start = busy()
            time.sleep(1)
            if busy() - start < 0.1:
                break
        start = busy()
        own = os.times()
        result = child(command, cwd)
        after = os.times()
        own = after.children_user + after.children_system - own.children_user - own.children_system
        others = max(0.0, busy() - start - own) / result[3]
        if least is None or others < least[0]:
            least = others, result
        if others < 0.1:
            break
    return least[1]


class Job:
    """One job in all tools: `rounds` processes of each tool, taken in turn, each doing the job `repeat` times."""

    def __init__(self, title, name, repeat, ours, theirs, dumped=True):
        self.title, self.name, self.repeat, self.ours, self.theirs, self.dumped = title, name, repeat, ours, theirs, dumped

    def commands(self, tools):
        commands = {"koers": [tools.koers_bench, *self.ours]}
        for peer in PEERS:
            commands[peer] = [sys.executable, HERE / "peers" / f"{peer}_peer.py", *self.theirs]
        return commands

    def run(self, tools, rounds):
        told = {name: {"runs": [], "first": [], "load": [], "whole": [], "memory": []} for name in ["koers", *PEERS]}
        dumps = {}
        for number in range(rounds):
            for name, command in self.commands(tools).items():
                command = [*command, "--repeat", self.repeat]
                if self.dumped and number == 0:
                    dumps[name] = DATA / "dumps" / f"{self.name}.{name}.{'csv' if name == 'koers' else 'parquet'}"
                    command += ["--dump", dumps[name]]
                code, out, err, took, memory = tools.child(command)
                if code != 0:
                    raise SystemExit(f"{name}, {self.title}: {err.strip()[-2000:]}")
                answer = json.loads(out)
                told[name]["version"] = " ".join(answer["version"].values())
                told[name]["runs"] += answer["runs"]
                told[name]["first"].append(answer["runs"][0])
                if "load" in answer:
                    told[name]["load"].append(answer["load"])
                # The first process also wrote its answer down.
                if number > 0 or rounds == 1 or not self.dumped:
                    told[name]["memory"].append(memory)
                    told[name]["whole"].append(took)
        result = {"title": self.title, "tools": told, "same": None}
        if self.dumped:
            result["same"] = self.same(dumps)
        return result

    def same(self, dumps):
        """Whether all peers say what we say, cell by cell. In a process of its own, so that this one stays small: the
        system counts the memory of a parent in the peak of its children."""
        counts = {}
        kind = self.name if self.name.startswith("read") else "evaluate"
        for peer in PEERS:
            code, out, err, _, _ = child([sys.executable, HERE / "compare.py", dumps["koers"], dumps[peer], "--job", kind])
            if code != 0:
                raise SystemExit(f"{self.title}: {peer} and Koers do not say the same, so a ratio would say nothing\n{out}{err[-3000:]}")
            counts[peer] = json.loads(out)
        return counts


def told_time(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(result, repeat):
    """The table of one job in Markdown."""
    tools = result["tools"]
    ours = statistics.median(tools["koers"]["runs"])
    lines = [f"### {result['title']}", ""]
    if result["same"]:
        counts = next(iter(result["same"].values()))
        farthest = max(count["largest_distance"] or 0 for count in result["same"].values())
        lines += [
            f"All four say the same in all {counts['cells']:,} cells: {counts['numbers']:,} numbers"
            f" (largest relative distance {farthest:.0e}) and {counts['gaps']:,} gaps.",
            "",
        ]
    load = any(tool["load"] for tool in tools.values())
    lines += [
        "| | version | median | fastest | ratio | peak memory |" + (" making the tables in memory |" if load else ""),
        "|---|---|--:|--:|--:|--:|" + ("--:|" if load else ""),
    ]
    for name, tool in tools.items():
        median = statistics.median(tool["runs"])
        ratio = "1" if name == "koers" else f"**{median / ours:.1f}**"
        row = [name, tool["version"], told_time(median), told_time(min(tool["runs"])), ratio, f"{max(tool['memory']):.0f} MB"]
        if load:
            row.append(told_time(statistics.median(tool["load"])))
        lines.append("| " + " | ".join(row) + " |")
    runs = len(tools["koers"]["runs"])
    lines += ["", f"{runs} runs of each tool, in {runs // repeat} processes taken in turn.", ""]
    return "\n".join(lines)


def commands(tools, rounds):
    """What people wait for: `koers status` and `koers check` on the example, start of the program included."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="koers-bench-"))
    workspace = folder / "drenthe"
    code, out, err, took, _ = child([tools.koers, "demo", "--no-serve", workspace])
    if code not in (0, 1):
        raise SystemExit(f"koers demo: {err.strip()[-2000:]}")
    lines = ["### Commands on the example", "", "| command | median | slowest | target | peak memory |", "|---|--:|--:|--:|--:|"]
    results = {}
    for words, target in [(["status"], "100 ms, 80 MB"), (["check"], "30 ms")]:
        child([tools.koers, *words], cwd=workspace)
        runs, memories = [], []
        for _ in range(rounds):
            code, out, err, took, memory = tools.child([tools.koers, *words], cwd=workspace)
            runs.append(took)
            memories.append(memory)
        results[words[0]] = {"runs": runs, "memory": memories, "exit": code}
        lines.append(
            f"| `koers {words[0]}` | {told_time(statistics.median(runs))} | {told_time(max(runs))} | {target} | {max(memories):.0f} MB |"
        )
    shutil.rmtree(folder)
    size = pathlib.Path(tools.koers).stat().st_size / 1e6
    lines += ["", f"{rounds} runs each, on a warm disk. The program is {size:.1f} MB (target: under 40 MB).", ""]
    results["megabytes"] = size
    return results, "\n".join(lines)


def build_time():
    """A release build from nothing, dependencies already fetched."""
    with tempfile.TemporaryDirectory(prefix="koers-build-") as target:
        environment = {**os.environ, "CARGO_TARGET_DIR": target}
        subprocess.run(["cargo", "fetch", "--locked", "--quiet"], cwd=HERE.parent, check=True)
        start = time.perf_counter()
        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=HERE.parent, env=environment, check=True)
        return time.perf_counter() - start


def machine():
    model, memory = platform.processor() or platform.machine(), 0
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text()
        model = next(line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("model name"))
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (OSError, StopIteration):
        pass
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    load = os.getloadavg()[0]
    return (
        f"{len(os.sched_getaffinity(0))} cores of {model}, {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {rust}; load before the run {load:.1f}"
    )


def build(manifest):
    """Builds a program with `cargo build --release`; gives its path."""
    command = ["cargo", "build", "--release", "--locked", "--message-format", "json-render-diagnostics", "--manifest-path", manifest]
    told = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if told.returncode != 0:
        raise SystemExit(told.stderr[-3000:])
    made = [json.loads(line) for line in told.stdout.splitlines()]
    return next(message["executable"] for message in reversed(made) if message.get("executable"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tsv", type=pathlib.Path, help="a published Eurostat nama_10r_3gdp in TSV; else a made-up one")
    parser.add_argument("--vacancies", type=pathlib.Path, help="a published CBS v3 table of vacancies in CSV; else a made-up one")
    parser.add_argument("--small", action="store_true", help="a tenth of the national workspace")
    parser.add_argument("--rounds", type=int, default=5, help="processes of each tool for each job")
    parser.add_argument("--parts", default="reading,importing,evaluating,commands", help="what to measure; `build` can be added")
    parser.add_argument("--koers-bench", help="the built bench program; else it is built")
    parser.add_argument("--koers", help="the built `koers`; else it is built")
    parser.add_argument("--shared", action="store_true", help="wait for quiet, and begin a process again when others used the machine")
    asked = parser.parse_args()
    asked.child = undisturbed if asked.shared else child
    parts = asked.parts.split(",")
    described = machine()
    asked.koers_bench = asked.koers_bench or build(HERE / "koers-bench" / "Cargo.toml")
    if "commands" in parts:
        asked.koers = asked.koers or build(HERE.parent / "Cargo.toml")
    (DATA / "dumps").mkdir(parents=True, exist_ok=True)
    jobs = []
    generate = lambda *words: subprocess.run([sys.executable, HERE / "generate.py", *map(str, words)], check=True)
    if "reading" in parts:
        folder = DATA / "reading"
        given = [word for name in ("tsv", "vacancies") if getattr(asked, name) for word in (f"--{name}", getattr(asked, name))]
        generate("reading", folder, *given)
        paths = json.loads((folder / "reading.json").read_text())
        regions = folder / "regions" / "regions.csv"
        said = lambda name: "as published" if getattr(asked, name) else "made up"
        size = lambda path: f"{pathlib.Path(path).stat().st_size / 1e6:.2f} MB"
        tsv, vacancies = paths["tsv"], paths["vacancies"]
        jobs.append(Job(
            f"Reading Eurostat TSV ({size(tsv)}, {said('tsv')})", "read-tsv", 7,
            ["read", folder, "gdp", "eurostat-tsv", tsv], ["read-tsv", tsv, regions],
        ))
        jobs.append(Job(
            f"Reading CBS v3 CSV ({size(vacancies)}, {said('vacancies')})", "read-vacancies", 15,
            ["read", folder, "vacancies", "cbs-odata3-csv", vacancies], ["read-vacancies", vacancies, regions],
        ))
    if "importing" in parts or "evaluating" in parts:
        folder = DATA / ("small" if asked.small else "national")
        generate("national", folder, *(["--small"] if asked.small else []))
        observations = json.loads((folder / "plan.json").read_text())["observations"]
        importing = Job(
            f"Importing 20 long CSV files, {observations:,} observations, to Parquet", "import", 1,
            ["import", folder], ["import", folder], dumped=False,
        )
        if "importing" in parts:
            jobs.append(importing)
        else:
            child([asked.koers_bench, "import", folder])
    if "evaluating" in parts:
        title = f"A hundred indicators over {observations:,} observations"
        for kind, repeat, words in [("files", 3, "from Parquet files"), ("memory", 7, "tables in memory")]:
            name = f"evaluate-{kind}"
            jobs.append(Job(f"{title}, {words}", name, repeat, [name, folder], [name, folder]))
    results = {"machine": described, "date": str(datetime.date.today()), "jobs": []}
    print(f"{described}\n{results['date']}\n")
    for job in jobs:
        result = job.run(asked, asked.rounds)
        results["jobs"].append(result)
        print(table(result, job.repeat), flush=True)
    if "commands" in parts:
        results["commands"], text = commands(asked, 4 * asked.rounds)
        print(text, flush=True)
    if "build" in parts:
        results["build"] = build_time()
        print(f"A release build from nothing takes {results['build'] / 60:.1f} minutes (target: 10 on two cores).\n")
    (DATA / "results.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
