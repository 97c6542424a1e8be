"""Writes the made-up input of the measurements. Same seed, same bytes.

    generate.py reading OUT [--tsv FILE] [--vacancies FILE]   two published files, with the catalogue and regions to read them
    generate.py national OUT [--small]                        a national workspace and the same figures as Parquet

Every figure is made up. Names of regions are made up too; only the shape is that of official statistics.
"""

import argparse
import csv
import json
import pathlib
import shutil

import numpy as np
import polars as pl

SEED = 20161
OUR_EXAMPLE = pathlib.Path(__file__).resolve().parent.parent / "examples" / "drenthe" / "regions" / "regions.csv"
REGION_COLUMNS = ["code", "kind", "name", "nuts", "valid_from", "valid_to"]


def write_yaml(path, entries):
    """A YAML file whose values are JSON, which is YAML too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in entries.items()]
    path.write_text("".join(lines), encoding="utf-8")


def both(text):
    return {"nl": text, "en": text}


def write_csv(path, columns, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def dataset_file(name, frequency, columns, measures, publisher="Bench"):
    return {
        "dataset": name,
        "title": both(f"Made-up data set {name}"),
        "publisher": publisher,
        "table": name,
        "licence": "CC0-1.0",
        "attribution": both("Made-up figures for a measurement of speed"),
        "frequency": frequency,
        "columns": columns,
        "measures": {
            key: {"title": both(f"Made-up {key}"), "unit": unit, "additive": additive}
            for key, (unit, additive) in measures.items()
        },
    }


def koers_yaml():
    return {"koers": 1, "name": both("Bench (made up)"), "region": "PV22", "compare": ["NL01"], "languages": ["nl", "en"]}


# ---------------------------------------------------------------------------------------------------- reading

GDP_UNITS = {
    "EUR_HAB": "eur-per-inhabitant",
    "EUR_HAB_EU27_2020": "percent-of-eu",
    "MIO_EUR": "million-eur",
    "MIO_NAC": "million-eur",
    "MIO_PPS_EU27_2020": "million-pps",
    "PPS_EU27_2020_HAB": "pps-per-inhabitant",
    "PPS_HAB_EU27_2020": "percent-of-eu",
}


def made_up_geo(count):
    """Codes with the shape of NUTS: two letters and up to three signs, all levels."""
    codes = ["EU27_2020"]
    countries = "AL AT BE BG CH CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV ME MK MT NL NO PL PT RO RS SE SI SK TR".split()
    signs = "123456789ABCDEFGH"
    for one in ["", *signs]:
        for two in [""] if not one else ["", *signs[:6]]:
            for three in [""] if not two else ["", *signs[:4]]:
                for country in countries:
                    if len(codes) < count:
                        codes.append(country + one + two + three)
    return sorted(codes)


def made_up_tsv(path):
    """The form and size of Eurostat's nama_10r_3gdp: 7 units, about 1800 regions, 23 years, flags and gaps."""
    rng = np.random.default_rng(SEED)
    years = range(2000, 2023)
    geo = made_up_geo(1807)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("freq,unit,geo\\TIME_PERIOD\t" + "\t".join(f"{year} " for year in years) + "\n")
        for unit in GDP_UNITS:
            per_head = "HAB" in unit
            for code in geo[:1758] if per_head else geo:
                level = rng.lognormal(10 if per_head else 9, 0.6)
                growth = np.cumprod(1 + rng.normal(0.03, 0.03, len(years)))
                values = np.round(level * growth, -2) if per_head else np.round(level * growth, 2)
                gaps, flags = rng.random(len(years)), rng.random(len(years))
                cells = []
                for value, gap, flag in zip(values, gaps, flags):
                    text = ":" if gap < 0.063 else f"{value:.0f}" if per_head else f"{value:.2f}".rstrip("0").rstrip(".")
                    mark = "" if gap < 0.063 else "e" if flag < 0.05 else "p" if flag < 0.064 else "b" if flag < 0.077 else ""
                    cells.append(f"{text} {mark}")
                file.write(f"A,{unit},{code}\t" + "\t".join(cells) + "\n")


def made_up_vacancies(path):
    """The form and size of a CBS v3 table of vacancies: 24 industries, 17 regions, 50 quarters, padded codes, empty cells."""
    rng = np.random.default_rng(SEED + 1)
    sectors = ["T001081", *(f"{300000 + 5003 * n}" for n in range(23))]
    regions = ["NL01", *(f"LD0{n}" for n in range(1, 5)), *(f"PV{n}" for n in range(20, 32))]
    periods = [f"{year}KW0{quarter}" for year in range(2011, 2024) for quarter in range(1, 5)][:50]
    row = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\ufeffID,BedrijfstakkenBranchesSBI2008,Regios,Perioden,OpenstaandeVacatures\n")
        for sector in sectors:
            for region in regions:
                for period in periods:
                    value = "" if rng.random() < 0.001 else f"{rng.gamma(1.2, 6):.1f}".removesuffix(".0")
                    file.write(f"{row},{sector},{region:<6},{period},{value}\n")
                    row += 1


def regions_of(tsv, vacancies):
    """A register with every region of the two files. Dutch codes go as in the example of this project; all others are foreign."""
    with OUR_EXAMPLE.open(encoding="utf-8") as file:
        known = list(csv.DictReader(line for line in file if not line.startswith("#")))
    rows = [[r[c] for c in REGION_COLUMNS] for r in known if r["kind"] in ("country", "part", "province", "corop")]
    mapped = {nuts for row in rows for nuts in row[3].split()}
    with tsv.open(encoding="utf-8") as file:
        next(file)
        geo = sorted({line.split("\t", 1)[0].rsplit(",", 1)[1] for line in file})
    rows += [[code, "foreign", f"Region {code}", code, "", ""] for code in geo if code not in mapped]
    return rows


def reading(out, tsv, vacancies):
    out.mkdir(parents=True, exist_ok=True)
    if not tsv:
        made_up_tsv(tsv := out / "made-up-gdp.tsv")
    if not vacancies:
        made_up_vacancies(vacancies := out / "made-up-vacancies.csv")
    write_yaml(out / "koers.yaml", koers_yaml())
    write_csv(out / "regions" / "regions.csv", REGION_COLUMNS, regions_of(tsv, vacancies))
    write_csv(out / "regions" / "hierarchy.csv", ["child", "parent", "valid_from", "valid_to"], [])
    write_yaml(
        out / "catalogue" / "gdp.yaml",
        dataset_file(
            "gdp",
            "year",
            [
                {"column": "freq", "role": "fixed", "value": "A"},
                {"column": "unit", "role": "measure"},
                {"column": "geo", "role": "region", "codes": "nuts"},
                {"column": "TIME_PERIOD", "role": "period"},
                {"column": "value", "role": "value"},
            ],
            {key: (unit, False) for key, unit in GDP_UNITS.items()},
        ),
    )
    write_yaml(
        out / "catalogue" / "vacancies.yaml",
        dataset_file(
            "vacancies",
            "quarter",
            [
                {"column": "ID", "role": "ignore"},
                {"column": "BedrijfstakkenBranchesSBI2008", "role": "category"},
                {"column": "Regios", "role": "region", "codes": "cbs"},
                {"column": "Perioden", "role": "period"},
                {"column": "OpenstaandeVacatures", "role": "value", "measure": "vacancies"},
            ],
            {"vacancies": ("thousand-vacancies", False)},
        ),
    )
    plan = {"tsv": str(tsv.resolve()), "vacancies": str(vacancies.resolve())}
    (out / "reading.json").write_text(json.dumps(plan, indent=1) + "\n")


# --------------------------------------------------------------------------------------------------- national

COUNTS = {"jobs": "jobs", "persons": "persons", "establishments": "establishments", "turnover": "thousand-eur", "vacancies": "vacancies"}
RATES = {"rate": "percent", "price": "eur-per-inhabitant", "score": "index"}
FLOWS = {"inflow": "persons", "stock": "persons", "spending": "thousand-eur"}
# How often a figure is withheld; the first measure of a set never, and totals never.
WITHHELD = [0.0, 0.015, 0.025, 0.035, 0.06]
NOT_AVAILABLE = 0.002


class Shape:
    """How big the national workspace is."""

    def __init__(self, small):
        self.years = list(range(2016, 2021)) if small else list(range(2006, 2021))
        self.sectors = ["T", *"ABC"] if small else ["T", *"ABCDEFGHIJKLMN"]
        self.sizes = ["all", "small"]
        count = 345
        self.municipalities = [f"GM{n:04}" for n in range(1, count + 1)]
        self.corop = [f"CR{n:02}" for n in range(1, 41)]
        self.provinces = [f"PV{n}" for n in range(20, 32)]
        self.parts = [f"LD{n:02}" for n in range(1, 5)]
        corop_of = [self.corop[n * 40 // count] for n in range(count)]
        province_of = [self.provinces[n * 12 // 40] for n in range(40)]
        part_of = [self.parts[n * 4 // 12] for n in range(12)]
        self.nesting = [
            *zip(self.parts, ["NL01"] * 4),
            *zip(self.provinces, part_of),
            *zip(self.corop, province_of),
            *zip(self.municipalities, corop_of),
        ]
        # Yearly sets of counts, yearly sets of rates that are published for every level, and quarterly sets.
        self.sets = {f"set-{n:02}": (COUNTS if n <= 14 else RATES if n <= 18 else FLOWS) for n in range(1, 21)}

    def periods(self, name):
        if self.sets[name] is FLOWS:
            return [f"{year}-Q{quarter}" for year in self.years for quarter in range(1, 5)]
        return [str(year) for year in self.years]

    def regions(self, name):
        municipal = self.municipalities
        return ["NL01", *self.parts, *self.provinces, *self.corop, *municipal] if self.sets[name] is RATES else municipal


def figures(shape, name, rng):
    """One data set as a long table: measure × sector × size × region × period, in the order in which publishers print."""
    measures, periods, regions = list(shape.sets[name]), shape.periods(name), shape.regions(name)
    axes = [measures, shape.sectors, shape.sizes, regions, periods]
    lengths = [len(axis) for axis in axes]
    rates = shape.sets[name] is RATES
    size_of_region = rng.lognormal(0, 0.9, lengths[3]).reshape(1, 1, 1, -1, 1)
    size_of_code = rng.lognormal(0, 0.7, lengths[:3]).reshape(*lengths[:3], 1, 1)
    trend = (1 + rng.normal(0.01, 0.01, lengths[3])).reshape(-1, 1) ** np.arange(lengths[4])
    noise = rng.normal(1, 0.03, lengths)
    value = (40 * rng.random() + 10) * size_of_code * trend * noise
    if not rates:
        value = value * 10 * size_of_region
        # The total is bigger than its parts, so that shares stay below a hundred.
        value[:, 0] *= 40
    value = np.round(value, 1 if rates else 0)
    if not rates:
        value = np.maximum(value, 1.0)
    chance = rng.random(lengths)
    withheld = np.array(WITHHELD[: lengths[0]]).reshape(-1, 1, 1, 1, 1)
    status = np.where(chance < withheld, 1, np.where(chance > 1 - NOT_AVAILABLE, 2, 0)).astype(np.int8)
    status[:, 0, 0] = 0
    status[0] = 0
    provisional = np.zeros(lengths, bool)
    provisional[..., -1] = True
    index = np.indices(lengths, dtype=np.int32).reshape(5, -1)
    words = pl.Enum(["suppressed", "not-available", "provisional"])
    flat = status.reshape(-1)
    code = np.where(flat == 1, 0, np.where(flat == 2, 1, np.where(provisional.reshape(-1), 2, -1)))
    names = ["measure", "sector", "size", "region", "period"]
    columns = {
        column: pl.Series(axis, dtype=pl.Enum(axis)).gather(at) for column, axis, at in zip(names, axes, index)
    }
    table = pl.DataFrame(columns)
    return table.with_columns(
        pl.when(pl.Series(flat == 0)).then(pl.Series(value.reshape(-1))).alias("value"),
        pl.Series(["suppressed", "not-available", "provisional"], dtype=words)
        .gather(pl.Series(np.where(code < 0, 0, code)))
        .set(pl.Series(code < 0), None)
        .alias("status"),
    )


def series(dataset, measure, sector="T", size="all", yearly=None):
    aslist = lambda codes: codes if isinstance(codes, list) else [codes]
    return {"dataset": dataset, "measure": measure, "sector": aslist(sector), "size": aslist(size), "yearly": yearly}


def plan_of(shape):
    """A hundred indicators of all rule kinds, over all data sets."""
    rng = np.random.default_rng(SEED + 2)
    counts, rates = [s for s, m in shape.sets.items() if m is COUNTS], [s for s, m in shape.sets.items() if m is RATES]
    flows = [s for s, m in shape.sets.items() if m is FLOWS]
    parts = shape.sectors[1:]
    pick = lambda options: options[int(rng.integers(len(options)))]
    population = series("set-01", "persons")
    some = lambda: sorted(pick(parts) for _ in range(1)) if len(parts) < 4 else sorted(
        str(c) for c in rng.choice(parts, size=int(rng.integers(3, min(len(parts), 12))), replace=False)
    )

    def single(measure=None, sector=None):
        return series(pick(counts), measure or pick(list(COUNTS)), sector or pick(shape.sectors), pick(shape.sizes))

    def added(measure=None, dataset=None):
        of = series(dataset or pick(counts), measure or pick(list(COUNTS)), some(), pick([["all"], ["small"]]))
        return {"rule": {"kind": "sum", "of": of}}

    def flow():
        measure = pick(list(FLOWS))
        return series(pick(flows), measure, pick(shape.sectors), pick(shape.sizes), "mean" if measure == "stock" else "sum")

    out = []
    add = lambda unit, **rule: out.append({"id": f"indicator-{len(out) + 1:03}", "unit": unit, "rule": rule})
    for _ in range(6):
        of = single()
        add(COUNTS[of["measure"]], kind="measure", of=of)
    for _ in range(4):
        of = series(pick(rates), pick(list(RATES)), pick(shape.sectors), pick(shape.sizes))
        add(RATES[of["measure"]], kind="measure", of=of)
    for _ in range(2):
        of = flow()
        add(FLOWS[of["measure"]], kind="measure", of=of)
    for _ in range(14):
        of = added()["rule"]["of"]
        add(COUNTS[of["measure"]], kind="sum", of=of)
    for n in range(14):
        other = pick([measure for measure in COUNTS if measure != "jobs"])
        numerator = flow() if n % 7 == 0 else added(other) if n % 2 else single(other)
        add("ratio", kind="ratio", numerator=numerator, denominator=single("jobs"), times=[1, 100, 1000][n % 3])
    for _ in range(14):
        of = added()
        inner = of["rule"]["of"]
        add("percent", kind="share", part=of, whole=series(inner["dataset"], inner["measure"]))
    for n in range(12):
        measure = ["jobs", "establishments", "vacancies", "turnover"][n % 4]
        unit = "eur-per-inhabitant" if measure == "turnover" else "per-thousand-inhabitants"
        add(unit, kind="per-head", of=added(measure) if n % 2 else single(measure), population=population, per=1000)
    for n in range(10):
        add("percent-change", kind="growth", of=added() if n % 3 == 2 else single(), over=[1, 1, 4][n % 3])
    for n in range(10):
        add("index", kind="index", of=added() if n % 3 == 2 else single(), base=shape.years[[0, -2][n % 2]])
    for _ in range(8):
        of = added("jobs")
        add("jobs", kind="difference", of=of, minus=single("jobs"))
    for n in range(6):
        per_head = {"rule": {"kind": "per-head", "of": single("jobs"), "population": population, "per": 1000}}
        of = per_head if n % 2 else series(pick(rates), "price", pick(shape.sectors), "all")
        add("index", kind="relative", of=of, benchmark="NL01")
    assert len(out) == 100, len(out)
    return out


def for_koers(operand, several):
    """A series or rule as the files of a workspace write it."""
    if "rule" in operand:
        rule = operand["rule"]
        return {"rule": {k: for_koers(v, rule["kind"] == "sum") if isinstance(v, dict) else v for k, v in rule.items()}}
    written = {"dataset": operand["dataset"], "measure": operand["measure"]}
    written["where"] = {k: operand[k] if several else operand[k][0] for k in ("sector", "size")}
    if operand["yearly"]:
        written["yearly"] = operand["yearly"]
    return written


def national(out, small):
    shape = Shape(small)
    shutil.rmtree(out, ignore_errors=True)
    workspace = out / "workspace"
    write_yaml(workspace / "koers.yaml", koers_yaml())
    kinds = {"NL": "country", "LD": "part", "PV": "province", "CR": "corop", "GM": "municipality"}
    codes = ["NL01", *(child for child, _ in shape.nesting)]
    write_csv(
        workspace / "regions" / "regions.csv",
        REGION_COLUMNS,
        [[code, kinds[code[:2]], f"Made-up {code}", "", "", ""] for code in codes],
    )
    write_csv(
        workspace / "regions" / "hierarchy.csv",
        ["child", "parent", "valid_from", "valid_to"],
        [[child, parent, "", ""] for child, parent in shape.nesting],
    )
    total = withheld = 0
    (out / "parquet").mkdir(parents=True)
    (out / "published").mkdir()
    for number, (name, measures) in enumerate(shape.sets.items()):
        table = figures(shape, name, np.random.default_rng([SEED, number]))
        total += table.height
        withheld += table["status"].eq("suppressed").sum()
        published = out / "published" / f"{name}.csv"
        with published.open("wb") as file:
            head = {"publisher": "Bench", "table": name, "published": "2021-06-01", "retrieved": "2021-06-01", "licence": "CC0-1.0", "note": "Made up."}
            file.write("".join(f"# {key}: {value}\n" for key, value in head.items()).encode())
            text = table.select("region", "period", "measure", "sector", "size", pl.col("value"), "status")
            if measures is not RATES:
                text = text.with_columns(pl.col("value").cast(pl.Int64))
            text.write_csv(file, null_value="")
        years = table["period"].cast(pl.String)
        table = table.with_columns(years.str.slice(0, 4).cast(pl.Int16).alias("year")).drop("period")
        if measures is FLOWS:
            table = table.with_columns(years.str.slice(6, 1).cast(pl.Int8).alias("quarter"))
        table.write_parquet(out / "parquet" / f"{name}.parquet", row_group_size=100_000)
        category = [{"column": c, "role": "category"} for c in ("sector", "size")]
        write_yaml(
            workspace / "catalogue" / f"{name}.yaml",
            dataset_file(
                name,
                "quarter" if measures is FLOWS else "year",
                [
                    {"column": "region", "role": "region", "codes": "cbs"},
                    {"column": "period", "role": "period"},
                    {"column": "measure", "role": "measure"},
                    *category,
                    {"column": "value", "role": "value"},
                    {"column": "status", "role": "status"},
                ],
                {key: (unit, measures is not RATES) for key, unit in measures.items()},
            ),
        )
    indicators = plan_of(shape)
    for indicator in indicators:
        write_yaml(
            workspace / "indicators" / f"{indicator['id']}.yaml",
            {
                "indicator": indicator["id"],
                "version": 1,
                "title": both(f"Made-up {indicator['id']}"),
                "unit": indicator["unit"],
                "decimals": 1,
                "direction": "none",
                "level": "outcome",
                "owner": both("Bench"),
                "valid": {"from": shape.years[0], "to": None},
                "stale_after_months": 24,
                "rule": for_koers({"rule": indicator["rule"]}, False)["rule"],
                "source": both("Made up"),
            },
        )
    plan = {
        "observations": total,
        "suppressed": int(withheld),
        "years": shape.years,
        "regions": codes,
        "nesting": shape.nesting,
        "additive": [name for name, measures in shape.sets.items() if measures is not RATES],
        "quarterly": [name for name, measures in shape.sets.items() if measures is FLOWS],
        "indicators": indicators,
    }
    (out / "plan.json").write_text(json.dumps(plan, indent=1) + "\n")
    print(f"{total} observations, {100 * withheld / total:.2f}% withheld, {len(codes)} regions, {len(indicators)} indicators")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="what", required=True)
    read = commands.add_parser("reading")
    read.add_argument("out", type=pathlib.Path)
    read.add_argument("--tsv", type=pathlib.Path)
    read.add_argument("--vacancies", type=pathlib.Path)
    whole = commands.add_parser("national")
    whole.add_argument("out", type=pathlib.Path)
    whole.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    if asked.what == "reading":
        reading(asked.out, asked.tsv, asked.vacancies)
    else:
        national(asked.out, asked.small)


if __name__ == "__main__":
    main()
