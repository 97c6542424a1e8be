"""Whether two answers to the same question say the same: a figure with a figure, within a relative distance; a gap with a gap."""

import argparse
import json
import pathlib
import sys

import polars as pl
from polars import col

KEYS = {"read-tsv": ["measure", "region", "period"], "read-vacancies": ["sector", "region", "period"]}
EVALUATED = ["indicator", "region", "year"]
# Flags of Eurostat in the words of Koers.
WORDS = {
    "b": "break",
    "d": "definition-differs",
    "e": "estimated",
    "f": "forecast",
    "i": "imputed",
    "p": "provisional",
    "s": "imputed",
    "u": "low-reliability",
}


def compare(ours, theirs, job, tolerance):
    """Counts of what was compared; `different` must be 0."""
    keys = KEYS.get(job, EVALUATED)
    ours, theirs = (table.with_columns(col(k).cast(pl.String) for k in keys) for table in (ours, theirs))
    if job == "evaluate":
        # A quotient by zero is a gap for us and an infinity for them.
        theirs = theirs.with_columns(pl.when(col("value").is_finite()).then("value"))
    if "flags" in theirs.columns:
        letters = col("flags").str.split("").list.eval(pl.element().replace_strict(WORDS, default=None).drop_nulls())
        theirs = theirs.with_columns(flags=letters.list.sort().list.join(" "))
        ours = ours.with_columns(flags=col("flags").fill_null("").str.split(" ").list.sort().list.join(" "))
    joined = ours.join(theirs, on=keys, how="full", coalesce=True, suffix="_theirs")
    a, b = col("value"), col("value_theirs")
    distance = (a - b).abs() / pl.max_horizontal(a.abs(), b.abs(), pl.lit(1e-300))
    same = pl.when(a.is_null() | b.is_null()).then(a.is_null() & b.is_null()).otherwise((a == b) | (distance <= tolerance))
    counted = joined.select(
        cells=pl.len(),
        numbers=a.is_not_null().sum(),
        gaps=a.is_null().sum(),
        numbers_theirs=b.is_not_null().sum(),
        gaps_theirs=b.is_null().sum(),
        different=(~same).sum(),
        largest_distance=distance.max(),
    ).row(0, named=True)
    if job in KEYS:
        counted["rows"], counted["rows_theirs"] = ours.height, theirs.height
        for column in ("missing", "flags"):
            if column in theirs.columns:
                counted[f"different_{column}"] = joined.filter(col(column).fill_null("") != col(f"{column}_theirs").fill_null("")).height
    return counted, joined.filter(~same)


def read(path):
    return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, schema_overrides={"value": pl.Float64}, infer_schema=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ours", type=pathlib.Path)
    parser.add_argument("theirs", type=pathlib.Path)
    parser.add_argument("--job", choices=[*KEYS, "evaluate"], default="evaluate")
    parser.add_argument("--tolerance", type=float, default=1e-9)
    asked = parser.parse_args()
    counted, different = compare(read(asked.ours), read(asked.theirs), asked.job, asked.tolerance)
    print(json.dumps(counted))
    if different.height:
        print(different.head(20), file=sys.stderr)
    sys.exit(any(count for name, count in counted.items() if name.startswith("different")))


if __name__ == "__main__":
    main()
