"""The jobs in Polars, as an analyst would write them: lazily, so that Polars may choose the order and use all cores."""

import polars as pl
from polars import col

from harness import run

MISSING_FLAGS = {"c": "suppressed", "m": "impossible", "z": "not-applicable"}
KEYS = ["measure", "sector", "size"]


# ---------------------------------------------------------------------------------------------------- reading


def region_codes(regions, column):
    known = pl.scan_csv(regions, infer_schema=False).select("code", key=col(column).str.split(" "))
    return known.explode("key").filter(col("key").is_not_null())


def refuse_unknown(table):
    if table["region"].has_nulls():
        raise ValueError("unknown regions")
    return table


def read_tsv(path, regions):
    table = pl.read_csv(path, separator="\t", infer_schema=False)
    key = table.columns[0]
    dimensions = key.split("\\")[0].split(",")
    split = col(key).str.split_exact(",", len(dimensions) - 1).struct.rename_fields(dimensions).alias("key")
    long = (
        table.lazy()
        .with_columns(split)
        .unnest("key")
        .drop(key)
        .join(region_codes(regions, "nuts"), left_on="geo", right_on="key", how="left")
        .rename({"unit": "measure", "code": "region"})
        .unpivot(index=["freq", "measure", "region"], on=table.columns[1:], variable_name="period", value_name="cell")
        .with_columns(
            col("period").str.strip_chars().cast(pl.Int16),
            col("cell").str.strip_chars().str.splitn(" ", 2).struct.rename_fields(["text", "flags"]),
        )
        .unnest("cell")
        .with_columns(col("flags").fill_null(""), value=col("text").replace(":", None).cast(pl.Float64))
        .with_columns(
            missing=pl.when(col("text") == ":").then(col("flags").replace_strict(MISSING_FLAGS, default="not-available"))
        )
        .drop("text")
        .collect()
    )
    if (long["freq"] != "A").any():
        raise ValueError("not yearly")
    return refuse_unknown(long.drop("freq"))


def read_vacancies(path, regions):
    types = {"ID": pl.Int32, "BedrijfstakkenBranchesSBI2008": pl.String, "Regios": pl.String, "Perioden": pl.String, "OpenstaandeVacatures": pl.Float64}
    period = col("Perioden")
    year, quarter = period.str.slice(0, 4).cast(pl.Int32), period.str.slice(6, 2).cast(pl.Int8)
    table = (
        pl.scan_csv(path, schema=types)
        .with_columns(key=col("Regios").str.strip_chars())
        .join(region_codes(regions, "code"), on="key", how="left")
        .select(
            sector=col("BedrijfstakkenBranchesSBI2008").str.strip_chars(),
            region="code",
            period=pl.date(year, quarter * 3 - 2, 1),
            value="OpenstaandeVacatures",
            missing=pl.when(col("OpenstaandeVacatures").is_null()).then(pl.lit("not-available")),
        )
        .collect()
    )
    return refuse_unknown(table)


# ----------------------------------------------------------------------------------------------------- import


def import_(folder):
    words = {column: pl.Categorical for column in [*KEYS, "region", "status"]}
    for path in sorted((folder / "published").glob("*.csv")):
        table = pl.read_csv(path, comment_prefix="#", schema_overrides={**words, "period": pl.String, "value": pl.Float64})
        if table.select([*KEYS, "region", "period"]).is_duplicated().any():
            raise ValueError("a figure stands twice")
        table = table.with_columns(year=col("period").str.slice(0, 4).cast(pl.Int16))
        target = folder / "imported" / f"{path.stem}.polars.parquet"
        target.parent.mkdir(exist_ok=True)
        table.write_parquet(target)


# ------------------------------------------------------------------------------------------------- evaluating


def wholes(plan):
    """Municipality → every whole it lies in, itself among them, with the number of parts of that whole."""
    municipalities = list(plan.levels[0])
    pairs = [(code, code) for code in municipalities] + [pair for level in plan.levels for pair in level.items()]
    table = pl.LazyFrame(pairs, schema={"region": pl.Enum(municipalities), "whole": pl.Enum(plan.regions)}, orient="row")
    return table.with_columns(parts=pl.len().over("whole"))


def whole_sums(table, series, plan):
    """Rows of municipalities to rows of all regions; a sum with a missing part is missing."""
    complete = lambda name: col(name).count() == col("parts").first()
    return table.join(wholes(plan), on="region").group_by("year", region="whole").agg(
        pl.when(complete(name)).then(col(name).sum()).alias(name) for name in series
    )


def widened(table, quarterly):
    """A column per measure and codes: a series is a column, or a sum of columns."""
    index = ["region", "year", *(["quarter"] if quarterly else [])]
    return table.with_columns(term=pl.concat_str(KEYS, separator="|")).pivot("term", index=index, values="value")


def load(plan):
    """Every data set in memory: nothing here depends on which indicators are asked for."""
    return {name: widened(pl.read_parquet(path), name in plan.quarterly) for name, path in plan.parquet.items()}


def from_files(plan):
    """Polars reads only the codes and columns that the query needs."""
    queries = []
    for name, asked in plan.by_dataset().items():
        terms = sorted({term for series in asked.values() for term in plan.terms(series)})
        is_asked = pl.any_horizontal([pl.all_horizontal([col(k) == v for k, v in zip(KEYS, term)]) for term in terms])
        queries.append(pl.scan_parquet(plan.parquet[name]).filter(is_asked).drop("status"))
    tables = zip(plan.by_dataset(), pl.collect_all(queries))
    return from_memory({name: widened(table, name in plan.quarterly) for name, table in tables}, plan)


def from_memory(wide, plan):
    def of_dataset(name, asked):
        table = wide[name].lazy()
        total = lambda series: pl.sum_horizontal(["|".join(term) for term in plan.terms(series)], ignore_nulls=False)
        table = table.select("region", "year", *(total(series).alias(n) for n, series in asked.items()))
        if name in plan.quarterly:
            yearly = lambda n, series: col(n).mean() if series["yearly"] == "mean" else col(n).sum()
            table = table.group_by("region", "year").agg(
                pl.when(col(n).count() == 4).then(yearly(n, series)).alias(n) for n, series in asked.items()
            )
        return whole_sums(table, asked, plan) if name in plan.additive else table

    return indicators([of_dataset(name, asked) for name, asked in plan.by_dataset().items()], plan)


def indicators(parts, plan):
    """Every indicator from region, year, series…; every rule is an expression over columns."""
    regions = pl.Enum(plan.regions)
    grid = pl.LazyFrame({"region": pl.Series(plan.regions, dtype=regions)})
    wide = grid.join(pl.LazyFrame({"year": pl.Series(plan.years, dtype=pl.Int16)}), how="cross")
    for part in pl.collect_all(parts):
        wide = wide.join(part.lazy().with_columns(col("region").cast(regions)), on=["region", "year"], how="left")
    wide = wide.sort("region", "year")

    def value(operand):
        if "rule" not in operand:
            return col(plan.name(operand))
        rule = operand["rule"]
        of = lambda name: value(rule[name])
        match rule["kind"]:
            case "measure" | "sum":
                return of("of")
            case "ratio":
                return of("numerator") / of("denominator") * rule["times"]
            case "share":
                return 100 * of("part") / of("whole")
            case "per-head":
                return of("of") / of("population") * rule["per"]
            case "growth":
                x = of("of")
                return 100 * (x / x.shift(rule["over"]).over("region") - 1)
            case "index":
                x = of("of")
                return 100 * x / x.filter(col("year") == rule["base"]).first().over("region")
            case "difference":
                return of("of") - of("minus")
            case "relative":
                x = of("of")
                return 100 * x / x.filter(col("region") == rule["benchmark"]).first().over("year")
        raise ValueError(rule["kind"])

    return wide.select("region", "year", *(value(indicator).alias(indicator["id"]) for indicator in plan.indicators)).collect()


def to_rows(result, job):
    if job.startswith("evaluate"):
        long = result.unpivot(index=["region", "year"], variable_name="indicator", value_name="value")
        return long.select("indicator", col("region").cast(pl.String), col("year").cast(pl.Int64), "value")
    if job == "read-vacancies":
        year, quarter = col("period").dt.year().cast(pl.String), col("period").dt.quarter().cast(pl.String)
        return result.with_columns(period=year + "Q" + quarter)
    return result


if __name__ == "__main__":
    run({"polars": pl.__version__}, read_tsv, read_vacancies, import_, from_files, load, from_memory, to_rows)
