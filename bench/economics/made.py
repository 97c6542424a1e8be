"""Inputs of the cases: made up with a fixed seed, or from published files where a folder with these is named."""

import csv
import io
import pathlib
import zipfile

import numpy as np
from scipy.spatial import Delaunay

from tables import write


def tobacco(folder, data):
    """Packs of cigarettes in 39 states over 31 years, and seven predictors: the law of California of 1988."""
    found = data and pathlib.Path(data, "synthetic-control", "california_prop99_smoking.csv")
    if not (found and found.exists()):
        dice = np.random.default_rng(88)
        factors, loads = dice.normal(size=(3, 31)).cumsum(axis=1), dice.uniform(0.5, 2, size=(39, 3))
        outcomes = 110 + 4 * loads @ factors - np.arange(31) + dice.normal(size=(39, 31))
        outcomes[0, 19:] -= 20
        others = 3 * loads @ dice.normal(size=(3, 4)) + 40 + dice.normal(size=(39, 4))
        write(folder, "outcomes", outcomes)
        write(folder, "predictors", np.hstack([others, outcomes[:, [5, 10, 18]]]))
        write(folder, "start", [19])
        return "made up, of the shape of the tobacco law of California: 39 states, 31 years, 7 predictors"
    rows = list(csv.DictReader(open(found)))
    states = sorted({row["state"] for row in rows}, key=lambda state: (state != "California", state))
    cell = {(row["state"], int(float(row["year"]))): row for row in rows}
    value = lambda state, year, name: float(cell[state, year][name])
    mean = lambda state, name, years: np.mean([value(state, year, name) for year in years])
    eighties = range(1980, 1989)
    predictors = [
        [mean(state, name, eighties) for name in ["lnincome", "retprice", "age15to24"]]
        + [mean(state, "beer", range(1984, 1989))]
        + [value(state, year, "cigsale") for year in [1975, 1980, 1988]]
        for state in states
    ]
    write(folder, "outcomes", [[value(state, year, "cigsale") for year in range(1970, 2001)] for state in states])
    write(folder, "predictors", predictors)
    write(folder, "start", [19])
    return "as published: the tobacco law of California, 39 states, 1970-2000, 7 predictors"


def presence(folder, rows=5000, columns=1000):
    """Which region has which activity: nested, as such tables are."""
    dice = np.random.default_rng(1)
    able, hard = dice.normal(size=(rows, 1)), dice.normal(size=(1, columns))
    kind = dice.normal(size=(rows, 4)) @ dice.normal(size=(4, columns)) / 4
    here = able - hard + kind + dice.logistic(size=(rows, columns)) > 2.2
    here[:, 0] = here[0, :] = True
    write(folder, "presence", here)
    return f"made up: {rows:,} regions, {columns:,} activities, {here.mean():.0%} present"


def trade(folder, data):
    """Which country exports which product more than its share; nothing without the published table."""
    found = data and pathlib.Path(data, "economic-complexity", "world_trade_avg_1998_to_2000.csv")
    if not (found and found.exists()):
        return None
    rows = [(row["country"], row["product"], float(row["value"])) for row in csv.DictReader(open(found))]
    countries, products = ({name: at for at, name in enumerate(sorted({row[side] for row in rows}))} for side in [0, 1])
    table = np.zeros((len(countries), len(products)))
    for country, product, value in rows:
        table[countries[country], products[product]] += value
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    quotients = table / table.sum(axis=1, keepdims=True) / (table.sum(axis=0) / table.sum())
    here = quotients >= 1
    here = here[here.any(axis=1)][:, here.any(axis=0)]
    write(folder, "presence", here)
    return f"as published: world trade, mean of 1998-2000, {here.shape[0]} countries, {here.shape[1]} products"


def flows(folder, data, sectors=1435):
    """Deliveries between sectors of countries, their output, and an account."""
    found = data and pathlib.Path(data, "io-tables", "wiot_2011_full.zip")
    dice = np.random.default_rng(2)
    if found and found.exists():
        with zipfile.ZipFile(found) as archive, archive.open(archive.namelist()[0]) as file:
            lines = csv.reader(io.TextIOWrapper(file))
            next(lines)
            table = np.array([[float(value or 0) for value in line[1:]] for line in lines])
        sectors = len(table)
        below = int((table[:, :sectors] < 0).sum())
        between, output = table[:, :sectors].clip(min=0), table[:, -1].clip(min=0)
        between[output == 0] = 0
        between[:, output == 0] = 0
        text = f"as published: the world table of 2011, {sectors:,} sectors, {(output == 0).sum()} of them without output"
        text += f", {below} deliveries below nought taken as nought" if below else ""
    else:
        output = dice.lognormal(8, 2, sectors)
        shares = dice.lognormal(0, 2, (sectors, sectors)) * np.where(dice.random((sectors, sectors)) < 0.6, 1, 0)
        shares *= np.kron(np.eye(sectors // 35), np.full((35, 35), 60.0)) + 1 if sectors % 35 == 0 else 1
        between = shares / shares.sum(axis=0) * dice.uniform(0.2, 0.7, sectors) * output
        text = f"made up, of the shape of the world table: {sectors:,} sectors"
    write(folder, "flows", between)
    write(folder, "output", output)
    write(folder, "account", dice.uniform(0.1, 1, sectors))
    return text


def population(folder, regions=400, ages=100, steps=40):
    """People by region, age and sex, who are born, move and die."""
    dice = np.random.default_rng(3)
    age = np.arange(ages)
    size = dice.lognormal(10, 1, (regions, 1)) / ages
    places = dice.random((regions, 2))
    far = np.linalg.norm(places[:, None] - places[None], axis=2)
    pull = size.T / (far + 0.02) ** 1.5
    np.fill_diagonal(pull, 0)
    write(folder, "destinations", pull / pull.sum(axis=1, keepdims=True))
    # A stage is an age that becomes the next; the first is birth.
    stage = np.arange(ages + 1)
    for sex, hazard in [("women", 0.9), ("men", 1.2)]:
        shape = np.where(age < 75, 1, np.exp(-(age - 75) / 10))
        write(folder, f"{sex}-people", size * shape * dice.uniform(0.7, 1.3, (regions, ages)))
        survival = np.exp(-hazard * (0.00002 * np.exp(0.105 * stage) + 0.003 * (stage == 0)))
        write(folder, f"{sex}-survival", np.clip(survival * dice.uniform(0.998, 1, (regions, ages + 1)), 0, 1))
        leaving = 0.02 + 0.10 * np.exp(-((stage - 23) ** 2) / 40)
        write(folder, f"{sex}-leaving", leaving * dice.uniform(0.6, 1.4, (regions, ages + 1)))
        write(folder, f"{sex}-arrivals", size * 0.004 * dice.uniform(0, 1, (regions, ages)))
    fertility = 0.11 * np.exp(-((age - 31) ** 2) / 50) * (age >= 15) * (age < 50)
    write(folder, "fertility", fertility * dice.uniform(0.8, 1.2, (regions, 1)))
    write(folder, "steps", [steps])
    return f"made up: {regions} regions, {ages} ages, 2 sexes, {steps} years, all moves between regions by age and sex"


def series(folder, count, months=120):
    """Monthly series with a wandering level, trends and seasons, some of which grow with the level."""
    dice = np.random.default_rng(4)
    made = []
    for _ in range(count):
        level, slope = 100 * dice.lognormal(0, 0.5), dice.normal(0, 0.3) * (dice.random() < 0.6)
        season = dice.normal(0, dice.choice([0, 5, 15]), 12)
        noise, alpha = dice.uniform(0.5, 4), dice.uniform(0.02, 0.6)
        values = []
        for month in range(months):
            height = level / 100 if dice.random() < 0.5 else 1
            error = dice.normal(0, noise)
            values.append(max(level + season[month % 12] * height + error, 1))
            level = max(level + slope + alpha * error, 20)
        made.append(values)
    write(folder, "series", made)
    return f"made up: {count:,} monthly series of {months // 12} years"


def values(folder, regions, permutations=9999):
    """A value for each of many regions, more alike where they touch."""
    dice = np.random.default_rng(5)
    places = dice.random((regions, 2))
    corners = Delaunay(places).simplices
    borders = np.unique(np.sort(np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])), axis=0)
    beside = np.zeros((regions, regions))
    beside[borders[:, 0], borders[:, 1]] = beside[borders[:, 1], borders[:, 0]] = 1
    own = dice.normal(size=regions)
    write(folder, "values", 50 + own + 0.15 * beside @ own / beside.sum(axis=1))
    write(folder, "borders", borders)
    write(folder, "permutations", [permutations])
    return f"made up: {regions:,} regions with {2 * len(borders) / regions:.1f} neighbours on average, {permutations:,} permutations"


def jobs(folder, regions=400, sectors=88, years=30):
    """Jobs by region, year and sector."""
    dice = np.random.default_rng(6)
    start = dice.lognormal(5, 1.5, (regions, 1, sectors)) * (dice.random((regions, 1, sectors)) < 0.9)
    growth = dice.normal(0.005, 0.03, (1, years, sectors)) + dice.normal(0, 0.03, (regions, years, sectors))
    table = np.round(start * np.exp(growth.cumsum(axis=1)))
    write(folder, "regions", table.reshape(regions * years, sectors))
    write(folder, "whole", table.sum(axis=0))
    return f"made up: {regions} regions, {sectors} sectors, {years} years, all {years - 1} base years"
