"""The jobs in pandas, as an analyst would write them."""

import pathlib

import pandas as pd
import polars as pl

from harness import run

MISSING_FLAGS = {"c": "suppressed", "m": "impossible", "z": "not-applicable"}
KEYS = ["measure", "sector", "size"]


# ---------------------------------------------------------------------------------------------------- reading


def region_codes(regions, column):
    known = pd.read_csv(regions, dtype=str)
    known = known.assign(key=known[column].str.split(" ")).explode("key").dropna(subset="key")
    return known.set_index("key")["code"]


def mapped(codes, known):
    found = codes.map(known)
    if found.isna().any():
        raise ValueError(f"unknown regions: {codes[found.isna()].unique()}")
    return found


def read_tsv(path, regions):
    table = pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
    key = table.columns[0]
    dimensions = key.split("\\")[0].split(",")
    table[dimensions] = table.pop(key).str.split(",", expand=True)
    if (table.pop("freq") != "A").any():
        raise ValueError("not yearly")
    table["region"] = mapped(table.pop("geo"), region_codes(regions, "nuts"))
    long = table.rename(columns={"unit": "measure"}).melt(["measure", "region"], var_name="period", value_name="cell")
    parts = long.pop("cell").str.strip().str.partition(" ")
    long["period"] = long["period"].str.strip().astype("int16")
    flags = parts[2]
    empty = parts[0] == ":"
    long["value"] = pd.to_numeric(parts[0].where(~empty))
    long["missing"] = flags.map(MISSING_FLAGS).fillna("not-available").where(empty)
    long["flags"] = flags
    return long


def read_vacancies(path, regions):
    table = pd.read_csv(path, dtype={"ID": "int32", "OpenstaandeVacatures": "float64"}, encoding="utf-8-sig")
    table = table.set_axis(["id", "sector", "region", "period", "value"], axis=1).drop(columns="id")
    table["sector"] = table["sector"].astype("str").str.strip()
    table["region"] = mapped(table["region"].str.strip(), region_codes(regions, "code"))
    year, quarter = table["period"].str.slice(0, 4).astype("int64"), table["period"].str.slice(6, 8).astype("int64")
    table["period"] = pd.PeriodIndex.from_fields(year=year, quarter=quarter, freq="Q").array
    table["missing"] = pd.Series("not-available", index=table.index).where(table["value"].isna())
    return table


# ----------------------------------------------------------------------------------------------------- import


def import_(folder):
    for path in sorted((folder / "published").glob("*.csv")):
        words = {column: "category" for column in [*KEYS, "region", "period", "status"]}
        table = pd.read_csv(path, comment="#", dtype={**words, "value": "float64"})
        if table.duplicated([*KEYS, "region", "period"]).any():
            raise ValueError("a figure stands twice")
        years = table["period"].cat.categories.astype("str")
        table["period"] = table["period"].cat.rename_categories(years)
        table["year"] = table["period"].map(dict(zip(years, years.str.slice(0, 4).astype("int16")))).astype("int16")
        target = folder / "imported" / f"{path.stem}.pandas.parquet"
        target.parent.mkdir(exist_ok=True)
        table.to_parquet(target)


# ------------------------------------------------------------------------------------------------- evaluating


def widened(table):
    """(measure, sector, size, region) × periods: a series is a slice."""
    columns = ["year", "quarter"] if "quarter" in table else ["year"]
    wide = table.set_index([*KEYS, "region", *columns])["value"].unstack(columns)
    wide.index = wide.index.set_levels([level.astype("str") for level in wide.index.levels])
    return wide.sort_index()


def load(plan):
    """Every data set in memory: nothing here depends on which indicators are asked for."""
    return {name: widened(pd.read_parquet(path).drop(columns="status")) for name, path in plan.parquet.items()}


def from_files(plan):
    """Reads only the codes and columns that are asked for. A filter per column is quicker than one per series; the merge does the rest."""
    wide = {}
    for name, asked in plan.by_dataset().items():
        terms = pd.DataFrame({term for series in asked.values() for term in plan.terms(series)}, columns=KEYS)
        columns = [*KEYS, "region", "year", "value", *(["quarter"] if name in plan.quarterly else [])]
        filters = [(key, "in", list(terms[key].unique())) for key in KEYS]
        table = pd.read_parquet(plan.parquet[name], columns=columns, filters=filters)
        wide[name] = widened(table.merge(terms.astype(table[KEYS].dtypes.to_dict()), on=KEYS))
    return from_memory(wide, plan)


def all_series(wide, plan):
    """series → regions × years, the higher levels added up; a sum with a missing part is missing."""
    municipal, published = {}, {}
    for name, series in plan.series.items():
        slices = [wide[series["dataset"]].loc[term] for term in plan.terms(series)]
        total = sum(slices[1:], start=slices[0])
        if series["yearly"]:
            years = total.T.groupby(level="year")
            total = (years.sum(skipna=False) if series["yearly"] == "sum" else years.mean(skipna=False)).T
        (municipal if series["dataset"] in plan.additive else published)[name] = total
    lowest = pd.concat(municipal, names=["series", "region"])
    region = lowest.index.get_level_values("region")
    levels = [lowest]
    for level in plan.levels:
        levels.append(lowest.groupby([lowest.index.get_level_values("series"), region.map(level)]).sum(skipna=False))
    together = pd.concat([*levels, pd.concat(published)])
    return {name: together.loc[name].reindex(index=plan.regions, columns=plan.years) for name in plan.series}


def from_memory(wide, plan):
    series = all_series(wide, plan)

    def value(operand):
        if "rule" not in operand:
            return series[plan.name(operand)]
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
                return 100 * (x / x.shift(rule["over"], axis=1) - 1)
            case "index":
                x = of("of")
                return 100 * x.div(x[rule["base"]], axis=0)
            case "difference":
                return of("of") - of("minus")
            case "relative":
                x = of("of")
                return 100 * x.div(x.loc[rule["benchmark"]], axis=1)
        raise ValueError(rule["kind"])

    return {indicator["id"]: value(indicator) for indicator in plan.indicators}


def to_rows(result, job):
    if job.startswith("evaluate"):
        tables = [wide.rename_axis(index="region", columns="year").stack().rename("value").reset_index().assign(indicator=name) for name, wide in result.items()]
        return pl.from_pandas(pd.concat(tables)[["indicator", "region", "year", "value"]], nan_to_null=True)
    if job == "read-vacancies":
        result = result.assign(period=result["period"].astype("str"))
    return pl.from_pandas(result, nan_to_null=True)


if __name__ == "__main__":
    run({"pandas": pd.__version__}, read_tsv, read_vacancies, import_, from_files, load, from_memory, to_rows)
