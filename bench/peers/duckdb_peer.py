"""The jobs in DuckDB, as an analyst would write them: SQL, everything as sets."""

import duckdb
import polars as pl

from harness import run

MEMORY = duckdb.connect()


# ---------------------------------------------------------------------------------------------------- reading


def region_codes(column):
    return f"""
        SELECT unnest(string_split({column}, ' ')) AS key, code AS region
        FROM read_csv(getvariable('regions'), header = true, all_varchar = true) WHERE {column} IS NOT NULL"""


def ask(sql, path, regions):
    """A table in the memory of DuckDB, made by one query over a file."""
    MEMORY.execute("SET VARIABLE file = ?", [str(path)])
    MEMORY.execute("SET VARIABLE regions = ?", [str(regions)])
    MEMORY.execute(f"CREATE OR REPLACE TABLE result AS {sql}")
    if MEMORY.execute("SELECT count(*) FROM result WHERE region IS NULL").fetchall()[0][0]:
        raise ValueError("unknown regions")
    return MEMORY.table("result")


def read_tsv(path, regions):
    with open(path, encoding="utf-8") as file:
        key, *_ = file.readline().split("\t", 1)
    dimensions = key.split("\\")[0].split(",")
    at = {dimension: number + 1 for number, dimension in enumerate(dimensions)}
    sql = f"""
        WITH table_ AS (
            SELECT string_split("{key}", ',') AS key, COLUMNS(* EXCLUDE ("{key}"))
            FROM read_csv(getvariable('file'), delim = '\t', header = true, all_varchar = true, quote = '', escape = '')
        ), long AS (
            UNPIVOT table_ ON COLUMNS(* EXCLUDE (key)) INTO NAME period VALUE cell
        ), split AS (
            SELECT key[{at['freq']}] AS freq, key[{at['unit']}] AS measure, key[{at['geo']}] AS geo, trim(period)::SMALLINT AS period,
                   split_part(cell, ' ', 1) AS text, split_part(cell, ' ', 2) AS flags
            FROM long
        )
        SELECT measure, codes.region, period, nullif(text, ':')::DOUBLE AS value,
               CASE WHEN text = ':' THEN CASE flags WHEN 'c' THEN 'suppressed' WHEN 'm' THEN 'impossible' WHEN 'z' THEN 'not-applicable'
                    ELSE 'not-available' END END AS missing, flags,
               CASE WHEN freq <> 'A' THEN error('not yearly') END AS refused
        FROM split LEFT JOIN ({region_codes('nuts')}) codes ON codes.key = split.geo"""
    return ask(sql, path, regions)


def read_vacancies(path, regions):
    sql = f"""
        SELECT trim(BedrijfstakkenBranchesSBI2008) AS sector, codes.region,
               make_date(left(Perioden, 4)::INT, substr(Perioden, 7, 2)::INT * 3 - 2, 1) AS period,
               OpenstaandeVacatures AS value,
               CASE WHEN OpenstaandeVacatures IS NULL THEN 'not-available' END AS missing
        FROM read_csv(getvariable('file'), header = true, columns = {{
            'ID': 'INTEGER', 'BedrijfstakkenBranchesSBI2008': 'VARCHAR', 'Regios': 'VARCHAR', 'Perioden': 'VARCHAR',
            'OpenstaandeVacatures': 'DOUBLE'}}) file
        LEFT JOIN ({region_codes('code')}) codes ON codes.key = trim(file.Regios)"""
    return ask(sql, path, regions)


# ----------------------------------------------------------------------------------------------------- import


def import_(folder):
    (folder / "imported").mkdir(exist_ok=True)
    for path in sorted((folder / "published").glob("*.csv")):
        MEMORY.execute("SET VARIABLE file = ?", [str(path)])
        MEMORY.execute("""
            CREATE OR REPLACE TABLE result AS SELECT *, left(period, 4)::SMALLINT AS year
            FROM read_csv(getvariable('file'), auto_detect = false, delim = ',', skip = 6, header = true, columns = {
                'region': 'VARCHAR', 'period': 'VARCHAR', 'measure': 'VARCHAR', 'sector': 'VARCHAR', 'size': 'VARCHAR',
                'value': 'DOUBLE', 'status': 'VARCHAR'})""")
        twice = MEMORY.execute("SELECT 1 FROM result GROUP BY measure, sector, size, region, period HAVING count(*) > 1 LIMIT 1").fetchall()
        if twice:
            raise ValueError("a figure stands twice")
        MEMORY.execute(f"COPY result TO '{folder}/imported/{path.stem}.duckdb.parquet' (FORMAT parquet)")


# ------------------------------------------------------------------------------------------------- evaluating


def make_wholes(db, plan):
    """Municipality → every whole it lies in, itself among them, with the number of parts of that whole."""
    pairs = [(code, code) for code in plan.levels[0]] + [pair for level in plan.levels for pair in level.items()]
    values = ", ".join(f"('{part}', '{whole}')" for part, whole in pairs)
    db.execute(f"CREATE OR REPLACE TEMP TABLE wholes AS SELECT part, whole, count(*) OVER (PARTITION BY whole) AS parts FROM (VALUES {values}) t(part, whole)")


def whole_sums(table, asked):
    """Rows of municipalities to rows of all regions; a sum with a missing part is missing."""
    sums = ", ".join(f"CASE WHEN count({n}) = any_value(parts) THEN sum({n}) END AS {n}" for n in asked)
    return f"SELECT wholes.whole AS region, year, {sums} FROM ({table}) t JOIN wholes ON wholes.part = t.region GROUP BY wholes.whole, year"


def load(plan):
    """Every data set in memory with a column per measure and codes: nothing here depends on which indicators are asked for."""
    db = duckdb.connect()
    for name, path in plan.parquet.items():
        quarter = ", quarter" if name in plan.quarterly else ""
        long = f"SELECT region, year{quarter}, measure || '|' || sector || '|' || size AS term, value FROM read_parquet('{path}')"
        db.execute(f'CREATE TABLE "{name}" AS SELECT * FROM (PIVOT ({long}) ON term USING any_value(value))')
    return db


def from_files(plan):
    """DuckDB reads only the codes and columns that the query needs. Columns by hand: quicker here than PIVOT with a filter."""
    db = duckdb.connect()
    for name, asked in plan.by_dataset().items():
        terms = sorted({term for series in asked.values() for term in plan.terms(series)})
        measures, sectors, sizes = (", ".join(f"'{code}'" for code in sorted(set(codes))) for codes in zip(*terms))
        quarter = ", quarter" if name in plan.quarterly else ""
        columns = ", ".join(
            f"any_value(CASE WHEN measure = '{m}' AND sector = '{s}' AND size = '{z}' THEN value END) AS \"{m}|{s}|{z}\"" for m, s, z in terms
        )
        db.execute(f"""
            CREATE TABLE "{name}" AS SELECT region, year{quarter}, {columns} FROM read_parquet('{plan.parquet[name]}')
            WHERE measure IN ({measures}) AND sector IN ({sectors}) AND size IN ({sizes})
            GROUP BY ALL""")
    return from_memory(db, plan)


def from_memory(db, plan):
    def of_dataset(name, asked):
        total = lambda series: " + ".join('"' + "|".join(term) + '"' for term in plan.terms(series))
        sums = ", ".join(f"{total(series)} AS {n}" for n, series in asked.items())
        table = f'SELECT region, year, {sums} FROM "{name}"'
        if name in plan.quarterly:
            yearly = lambda n, series: f"CASE WHEN count({n}) = 4 THEN {'avg' if series['yearly'] == 'mean' else 'sum'}({n}) END AS {n}"
            years = ", ".join(yearly(n, series) for n, series in asked.items())
            table = f"SELECT region, year, {years} FROM ({table}) q GROUP BY region, year"
        return whole_sums(table, asked) if name in plan.additive else table

    make_wholes(db, plan)
    return indicators(db, {name: of_dataset(name, asked) for name, asked in plan.by_dataset().items()}, plan)


def indicators(db, parts, plan):
    """Every indicator from region, year, series…; every rule is an expression over columns."""
    grid = ", ".join(f"('{code}')" for code in plan.regions)
    for name, sql in parts.items():
        db.execute(f'CREATE OR REPLACE TEMP TABLE "series of {name}" AS {sql}')
    joins = "".join(f' LEFT JOIN "series of {name}" USING (region, year)' for name in parts)
    db.execute(f"""
        CREATE OR REPLACE TEMP TABLE wide AS
        SELECT * FROM (VALUES {grid}) g(region) CROSS JOIN (SELECT unnest({plan.years}) AS year) y{joins}""")

    def value(operand):
        if "rule" not in operand:
            return plan.name(operand)
        rule = operand["rule"]
        of = lambda name: f"({value(rule[name])})"
        match rule["kind"]:
            case "measure" | "sum":
                return of("of")
            case "ratio":
                return f"{of('numerator')} / {of('denominator')} * {rule['times']}"
            case "share":
                return f"100 * {of('part')} / {of('whole')}"
            case "per-head":
                return f"{of('of')} / {of('population')} * {rule['per']}"
            case "growth":
                return f"100 * ({of('of')} / lag({of('of')}, {rule['over']}) OVER (PARTITION BY region ORDER BY year) - 1)"
            case "index":
                return f"100 * {of('of')} / max({of('of')}) FILTER (year = {rule['base']}) OVER (PARTITION BY region)"
            case "difference":
                return f"{of('of')} - {of('minus')}"
            case "relative":
                return f"100 * {of('of')} / max({of('of')}) FILTER (region = '{rule['benchmark']}') OVER (PARTITION BY year)"
        raise ValueError(rule["kind"])

    columns = ", ".join(f"{value(indicator)} AS \"{indicator['id']}\"" for indicator in plan.indicators)
    db.execute(f"CREATE OR REPLACE TEMP TABLE result AS SELECT region, year, {columns} FROM wide")
    return db.table("result")


def to_rows(result, job):
    table = result.pl()
    if job.startswith("evaluate"):
        long = table.unpivot(index=["region", "year"], variable_name="indicator", value_name="value")
        return long.select("indicator", "region", pl.col("year").cast(pl.Int64), "value")
    if job == "read-vacancies":
        year, quarter = pl.col("period").dt.year().cast(pl.String), pl.col("period").dt.quarter().cast(pl.String)
        return table.with_columns(period=year + "Q" + quarter)
    return table.drop("refused")


if __name__ == "__main__":
    run({"duckdb": duckdb.__version__}, read_tsv, read_vacancies, import_, from_files, load, from_memory, to_rows)
