"""Runs one job of one peer several times and says how long each took, without the start of Python and the loading of the library.

    <peer>.py read-tsv FILE REGIONS [--repeat N] [--dump OUT]
    <peer>.py read-vacancies FILE REGIONS …
    <peer>.py import FOLDER …           the published CSV files of FOLDER to Parquet files
    <peer>.py evaluate-files FOLDER …   all indicators from Parquet files on disk; only what is needed may be read
    <peer>.py evaluate-memory FOLDER …  all indicators from tables in memory; making these is told apart, as `load`

FOLDER is what `generate.py national` wrote.
"""

import argparse
import json
import pathlib
import time


def seconds(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def series_of(operand):
    """Every series under an operand of the plan."""
    if "rule" in operand:
        return [s for part in operand["rule"].values() if isinstance(part, dict) for s in series_of(part)]
    return [operand]


class Plan:
    """The hundred indicators, as data."""

    def __init__(self, folder):
        told = json.loads((folder / "plan.json").read_text())
        self.regions, self.years, self.indicators = told["regions"], told["years"], told["indicators"]
        self.additive, self.quarterly = set(told["additive"]), set(told["quarterly"])
        self.parquet = {path.stem: path for path in sorted((folder / "parquet").glob("*.parquet"))}
        parent = dict(told["nesting"])
        municipalities = [code for code in self.regions if code.startswith("GM")]
        # Level by level, in which whole each municipality lies.
        self.levels, codes = [], {code: code for code in municipalities}
        while set(codes.values()) != {"NL01"}:
            codes = {code: parent[whole] for code, whole in codes.items()}
            self.levels.append(codes)
        # Every series once, by a short name.
        self.series, self._names = {}, {}
        for indicator in self.indicators:
            for series in series_of(indicator):
                key = json.dumps(series)
                if key not in self._names:
                    self._names[key] = f"s{len(self._names)}"
                    self.series[self._names[key]] = series

    def name(self, series):
        return self._names[json.dumps(series)]

    def by_dataset(self):
        """Data set → its series that are asked for, by name."""
        found = {}
        for name, series in self.series.items():
            found.setdefault(series["dataset"], {})[name] = series
        return found

    def terms(self, series):
        """What a series adds up: (measure, sector, size)."""
        return [(series["measure"], sector, size) for sector in series["sector"] for size in series["size"]]


def run(version, read_tsv, read_vacancies, import_, from_files, load, from_memory, to_rows):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    jobs = {"read-tsv": read_tsv, "read-vacancies": read_vacancies, "import": import_, "evaluate-files": from_files, "evaluate-memory": from_memory}
    parser.add_argument("job", choices=jobs)
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--dump", type=pathlib.Path)
    asked = parser.parse_args()
    told = {"version": version, "job": asked.job}
    given = asked.paths
    if asked.job.startswith("evaluate"):
        given = [Plan(asked.paths[0])]
    if asked.job == "evaluate-memory":
        told["load"], loaded = seconds(lambda: load(*given))
        given = [loaded, *given]
    told["runs"] = []
    for _ in range(asked.repeat):
        took, result = seconds(lambda: jobs[asked.job](*given))
        told["runs"].append(took)
    if asked.dump:
        to_rows(result, asked.job).write_parquet(asked.dump)
    print(json.dumps(told))
