"""The jobs of the measurement as packages do them, and as somebody who knows NumPy would write them.

    python peers.py JOB TOOL FOLDER RESULT RUNS THREADS

Tables from FOLDER are read, and put into the form that suits the tool, before the clock starts. What came out of the last run goes to RESULT.
"""

import json
import os
import pathlib
import sys
import time
import warnings

import numpy as np

from tables import read, write

warnings.simplefilter("ignore")
TOOLS = {}


def tool(*names):
    """A function that takes a folder and the number of threads, and gives the job: called without anything, it gives tables by name."""

    def known(prepare):
        TOOLS.update({name: prepare for name in names})
        return prepare

    return known


# Synthetic control and synthetic differences in differences


def units(folder):
    """For each unit, as if it were treated: it and its donors. California is no donor of another."""
    outcomes, start = read(folder, "outcomes"), int(read(folder, "start")[0, 0])
    count = len(outcomes)
    return outcomes, start, [[unit] + [other for other in range(1, count) if other != unit] for unit in range(count)]


def gaps(outcomes, order, weights):
    return outcomes[order[0]] - weights @ outcomes[order[1:]]


def pysyncon(folder, initial):
    """`Synth.fit` for every unit, as `PlaceboTest` does, but without its data frames and processes, which only cost time."""
    import pandas as pd
    from pysyncon import Synth

    outcomes, start, orders = units(folder)
    predictors = read(folder, "predictors")
    part = orders[: int(os.environ.get("UNITS", len(orders)))]

    def job():
        losses, paths = [], []
        for order in part:
            x, z = pd.DataFrame(predictors[order].T), pd.DataFrame(outcomes[order, :start].T)
            synth = Synth()
            synth.fit(X0=x.iloc[:, 1:], X1=x.iloc[:, 0], Z0=z.iloc[:, 1:], Z1=z.iloc[:, 0], optim_initial=initial)
            paths.append(gaps(outcomes, order, np.asarray(synth.W)))
            losses.append(np.mean(paths[-1][:start] ** 2))
        return {"loss": np.array(losses)[:, None], "gaps": paths}

    job.scale = len(orders) / len(part)
    job.part = f"{len(part)} of {len(orders)} units"
    return job


@tool(("synthetic-control", "pysyncon"))
def pysyncon_equal(folder, threads):
    return pysyncon(folder, "equal")


@tool(("synthetic-control", "pysyncon, regression start"))
def pysyncon_regression(folder, threads):
    return pysyncon(folder, "ols")


@tool(("synthetic-control", "SciPy"))
def search_by_hand(folder, threads):
    """Weights by non-negative least squares with a heavy row for their sum, importance by Nelder-Mead from twelve starts."""
    from scipy.optimize import minimize, nnls

    outcomes, start, orders = units(folder)
    predictors = read(folder, "predictors")
    count = predictors.shape[1]
    dice = np.random.default_rng(1)
    starts = np.vstack([np.zeros(count), -8 * dice.random((11, count))])
    part = orders[: int(os.environ.get("UNITS", len(orders)))]

    def fit(order):
        x = predictors[order].T
        x = x / x.std(axis=1, ddof=1, keepdims=True)
        points, z = x[:, 1:] - x[:, :1], outcomes[order, :start]
        goal = np.zeros(count + 1)
        goal[-1] = 1e3

        def weights(place):
            importance = np.exp((place - place.max()) / 2)
            importance /= np.sqrt((importance**2).sum())
            table = np.vstack([points * importance[:, None], np.full(points.shape[1], 1e3)])
            found = nnls(table, goal)[0]
            return found / found.sum()

        def loss(place):
            gap = z[0] - weights(place) @ z[1:]
            return gap @ gap / start

        options = {"adaptive": True, "maxiter": 2000, "maxfev": 2000, "fatol": 1e-9, "xatol": 1e-6}
        best = min((minimize(loss, place, method="Nelder-Mead", options=options) for place in starts), key=lambda end: end.fun)
        return weights(best.x)

    def job():
        paths = [gaps(outcomes, order, fit(order)) for order in part]
        return {"loss": [[np.mean(path[:start] ** 2)] for path in paths], "gaps": paths}

    job.scale = len(orders) / len(part)
    job.part = f"{len(part)} of {len(orders)} units"
    return job


DRAWS = 500


@tool(("synthetic-did", "synthdid-py"))
def synthdid(folder, threads):
    """The estimate, and its standard error by as many placebo draws as are asked."""
    from synthdid.estimate import synthdid_estimate
    from synthdid.vcov import placebo_se

    outcomes, start, _ = units(folder)
    table = np.vstack([outcomes[1:], outcomes[:1]])

    def job():
        estimate = synthdid_estimate(table, len(table) - 1, start)
        return {"effect": [[float(estimate)]], "error": [[placebo_se(estimate, replications=DRAWS, random_state=1)]]}

    return job


@tool(("synthetic-did", "azcausal"))
def azcausal(folder, threads):
    from azcausal.core.error import Placebo
    from azcausal.core.panel import CausalPanel
    from azcausal.estimators.panel.sdid import SDID
    import pandas as pd

    outcomes, start, _ = units(folder)
    outcome = pd.DataFrame(outcomes.T)
    treated = pd.DataFrame(np.zeros(outcomes.T.shape, dtype=int))
    treated.loc[start:, 0] = 1

    def job():
        panel = CausalPanel(data={"outcome": outcome, "intervention": treated}).setup(outcome="outcome", intervention="intervention")
        estimator = SDID()
        result = estimator.fit(panel)
        se, _ = estimator.error(result, Placebo(n_samples=DRAWS))
        return {"effect": [[result.effect.value]], "error": [[float(result.effect.se or se)]]}

    return job


@tool(("synthetic-did", "NumPy"))
def batched_frank_wolfe(folder, threads):
    """The treated unit, then all placebos side by side in one array."""
    outcomes, start, orders = units(folder)

    def descend(products, ridge, rows, weights, decrease, most):
        """Frank-Wolfe for a stack of problems of the same size; each stops by itself."""
        ridge = ridge[:, None]
        at, open_ = np.arange(len(products)), np.ones(len(products), dtype=bool)
        along = np.einsum("pij,pj->pi", products, weights)
        before = np.full(len(products), np.inf)
        for _ in range(most):
            slope = along + rows * ridge**2 * weights
            best = slope.argmin(axis=1)
            error, size = (along * weights).sum(axis=1), (weights * weights).sum(axis=1)
            down = error + rows * ridge[:, 0] ** 2 * size - slope[at, best]
            apart = size - 2 * weights[at, best] + 1
            curve = products[at, best, best] - 2 * along[at, best] + error + rows * ridge[:, 0] ** 2 * apart
            step = np.where(open_ & (curve > 0), np.clip(down / np.where(curve > 0, curve, 1), 0, 1), 0)[:, None]
            weights = weights * (1 - step)
            weights[at, best] += step[:, 0]
            along = along + step * (products[at, best] - along)
            now = ridge[:, 0] ** 2 * (weights * weights).sum(axis=1) + (along * weights).sum(axis=1) / rows
            open_ &= before - now > decrease**2
            before = now
            if not open_.any():
                break
        return weights

    def thinned(columns, goal, ridge, weights, decrease):
        """Columns: problems × columns × rows."""
        columns = columns - columns.mean(axis=2, keepdims=True)
        less = columns - (goal - goal.mean(axis=1, keepdims=True))[:, None]
        products, rows = less @ less.transpose(0, 2, 1), goal.shape[1]
        first = descend(products, ridge, rows, weights, decrease, 100)
        kept = np.where(first <= first.max(axis=1, keepdims=True) / 4, 0, first)
        return descend(products, ridge, rows, kept / kept.sum(axis=1, keepdims=True), decrease, 10_000)

    def effects(own, pool, omega, lambda_):
        """Own: problems × periods; pool: problems × donors × periods."""
        after = own.shape[1] - start
        noise = np.diff(pool[:, :, :start], axis=2).reshape(len(own), -1).std(axis=1, ddof=1)
        omega = thinned(pool[:, :, :start], own[:, :start], after**0.25 * noise, omega, 1e-5 * noise)
        later = pool[:, :, start:].mean(axis=2)
        lambda_ = thinned(pool[:, :, :start].transpose(0, 2, 1), later, 1e-6 * noise, lambda_, 1e-5 * noise)
        gap = own - np.einsum("pd,pdt->pt", omega, pool)
        return gap[:, start:].mean(axis=1) - (gap[:, :start] * lambda_).sum(axis=1), omega, lambda_

    def job():
        donors = len(outcomes) - 1
        equal = lambda count: np.full((1, count), 1 / count)
        effect, omega, lambda_ = effects(outcomes[:1], outcomes[None, 1:], equal(donors), equal(start))
        rest = np.array([order[1:] for order in orders[1:]])
        begin = omega[0][rest - 1]
        begin = begin / begin.sum(axis=1, keepdims=True)
        placebos = effects(outcomes[1:], outcomes[rest], begin, np.repeat(lambda_, donors, axis=0))[0]
        return {"effect": [effect], "placebos": placebos[:, None], "error": [[placebos.std()]]}

    return job


# Complexity


@tool(("complexity", "econcomplex"))
def econcomplex_scores(folder, threads):
    import econcomplex

    table = read(folder, "presence")

    def job():
        regions, activities = econcomplex.eci_pci(table, use_rca=False)
        return {"regions": regions[:, None], "activities": activities[:, None]}

    return job


@tool(("complexity", "ecomplexity"))
def ecomplexity_scores(folder, threads):
    """Its step for the scores alone: the whole pipeline does much more."""
    from types import SimpleNamespace

    from ecomplexity.ecomplexity import calc_eci_pci

    table = read(folder, "presence")

    def job():
        data = SimpleNamespace(mcp_t=table, diversity_t=table.sum(axis=1), ubiquity_t=table.sum(axis=0), t=0)
        regions, activities = calc_eci_pci(data)
        score = lambda values: ((values - values.mean()) / values.std())[:, None]
        return {"regions": score(regions), "activities": score(activities)}

    return job


@tool(("complexity", "SciPy"))
def singular_vectors(folder, threads):
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import svds

    table = read(folder, "presence")

    def job():
        many, common = table.sum(axis=1), table.sum(axis=0)
        short = csr_array(table * (1 / np.sqrt(many))[:, None] * (1 / np.sqrt(common)))
        left, values, right = svds(short, k=2, tol=1e-12, random_state=1)
        at = values.argmin()
        regions, activities = left[:, at] / np.sqrt(many), right[at] / np.sqrt(common)
        sign = np.sign(np.corrcoef(regions, many)[0, 1])
        score = lambda values: (sign * (values - values.mean()) / values.std())[:, None]
        return {"regions": score(regions), "activities": score(activities)}

    return job


@tool(("proximity", "economic-complexity"))
def proximity_by_package(folder, threads):
    import economic_complexity
    import pandas as pd

    table = pd.DataFrame(read(folder, "presence"))

    def job():
        found = economic_complexity.proximity(table).to_numpy(copy=True)
        np.fill_diagonal(found, 1)
        return {"proximity": found}

    return job


@tool(("proximity", "NumPy"))
def proximity_by_hand(folder, threads):
    table = read(folder, "presence").astype(np.float32)  # Counts to 16 million are exact.

    def job():
        shared = (table.T @ table).astype(float)
        common = np.diag(shared)
        return {"proximity": shared / np.maximum(common[:, None], common)}

    return job


# Input and output


@tool(("extraction", "NumPy, each sector solved anew"))
def extraction_anew(folder, threads):
    """What follows from the definition: without row, column and demand of the sector the table is solved again. A part of the sectors."""
    between, output = read(folder, "flows"), read(folder, "output")[0]
    account = read(folder, "account")[0]
    part = np.linspace(0, len(output) - 1, 20).astype(int)

    def job():
        shares = np.divide(between, output, out=np.zeros_like(between), where=output > 0)
        demand = output - between.sum(axis=1)
        lost = np.zeros((len(part), len(output)))
        for at, sector in enumerate(part):
            without, left = np.eye(len(output)) - shares, demand.copy()
            without[sector, :] = without[:, sector] = left[sector] = 0
            without[sector, sector] = 1
            lost[at] = output - np.linalg.solve(without, left)
        return {"part": part[:, None], "lost-of-part": lost, "others-of-part": (lost @ account - account[part] * output[part])[:, None]}

    job.scale = len(output) / len(part)
    job.part = f"{len(part)} of {len(output):,} sectors"
    return job


@tool(("extraction", "NumPy"))
def extraction_closed(folder, threads):
    """One inverse, and the closed form."""
    between, output = read(folder, "flows"), read(folder, "output")[0]
    account = read(folder, "account")[0]

    def job():
        shares = np.divide(between, output, out=np.zeros_like(between), where=output > 0)
        inverse = np.linalg.inv(np.eye(len(output)) - shares)
        lost = inverse * (output / np.diag(inverse))
        return {"lost": lost, "others": (account @ lost - account * output)[:, None]}

    return job


# Population


def rates(folder):
    destinations = read(folder, "destinations")
    sexes = []
    for sex in ["women", "men"]:
        leaving = read(folder, f"{sex}-leaving")
        moves = destinations[None] * leaving.T[:, :, None]  # stage × from × to
        sexes.append((read(folder, f"{sex}-people"), read(folder, f"{sex}-survival"), read(folder, f"{sex}-arrivals"), moves))
    return sexes, read(folder, "fertility"), int(read(folder, "steps")[0, 0])


@tool(("projection", "NumPy"))
def projection_vectorised(folder, threads):
    sexes, fertility, steps = rates(folder)
    # Ages first: then the moves of all regions of an age are one product.
    survival = [np.ascontiguousarray(sex[1].T) for sex in sexes]
    arrivals = [np.ascontiguousarray(sex[2].T) / 2 for sex in sexes]
    moves = [sex[3] for sex in sexes]
    fertility = np.ascontiguousarray(fertility.T)

    def job():
        out = [table.sum(axis=2) for table in moves]
        people, deaths = [np.ascontiguousarray(sex[0].T) for sex in sexes], []
        for _ in range(steps):
            after, dead = [], 0.0
            for sex in range(2):
                begin = people[sex] + arrivals[sex]
                alive = begin * survival[sex][1:]
                dead += begin.sum() - alive.sum()
                end = alive * (1 - out[sex][1:]) + np.matmul(alive[:, None], moves[sex][1:])[:, 0]
                next_ = np.zeros_like(end)
                next_[1:] = end[:-1]
                next_[-1] += end[-1]
                after.append(next_ + arrivals[sex])
            born = (fertility * (people[0] + after[0])).sum(axis=0) / 2
            for sex, share in enumerate([1 / 2.05, 1.05 / 2.05]):
                alive = born * share * survival[sex][0]
                dead += born.sum() * share - alive.sum()
                after[sex][0] += alive * (1 - out[sex][0]) + alive @ moves[sex][0]
            people = after
            deaths.append(dead)
        return {"women": people[0].T, "men": people[1].T, "deaths": np.array(deaths)[:, None]}

    return job


@tool(("projection", "NumPy, loops over regions"))
def projection_in_loops(folder, threads):
    """Region by region, all ages of one at once: what is written first."""
    sexes, fertility, steps = rates(folder)
    regions, ages = fertility.shape

    def job():
        people, deaths = [sex[0] for sex in sexes], []
        for _ in range(steps):
            after, dead = [], 0.0
            for sex, (_, survival, arrivals, moves) in enumerate(sexes):
                begin = people[sex] + arrivals / 2
                alive = begin * survival[:, 1:]
                dead += begin.sum() - alive.sum()
                end = alive.copy()
                for region in range(regions):
                    go = alive[region][:, None] * moves[1:, region]
                    end[region] -= go.sum(axis=1)
                    end += go.T
                next_ = np.zeros_like(end)
                next_[:, 1:] = end[:, :-1]
                next_[:, -1] += end[:, -1]
                after.append(next_ + arrivals / 2)
            born = (fertility * (people[0] + after[0])).sum(axis=1) / 2
            for sex, share in enumerate([1 / 2.05, 1.05 / 2.05]):
                _, survival, _, moves = sexes[sex]
                alive = born * share * survival[:, 0]
                dead += born.sum() * share - alive.sum()
                after[sex][:, 0] += alive - alive * moves[0].sum(axis=1) + alive @ moves[0]
            people = after
            deaths.append(dead)
        return {"women": people[0], "men": people[1], "deaths": np.array(deaths)[:, None]}

    return job


# Forecasts


def forecast(folder, threads, model, criterion):
    """`StatsForecast.fit` over all series; one run over a few before the clock starts, in which the package compiles itself."""
    import pandas as pd
    from statsforecast import StatsForecast

    table = read(folder, "series")
    long = pd.DataFrame({"unique_id": np.repeat(np.arange(len(table)), table.shape[1]), "ds": np.tile(np.arange(table.shape[1]), len(table)), "y": table.ravel()})

    def job(long=long):
        found = StatsForecast(models=[model()], freq=1, n_jobs=threads).fit(long)
        return {"aicc": [criterion(fitted.model_) for fitted in found.fitted_[:, 0]]}

    few = long[long.unique_id < 4]
    start = time.perf_counter()
    job(few)
    job.first = time.perf_counter() - start
    return job


@tool(("smoothing", "statsforecast"))
def auto_ets(folder, threads):
    from statsforecast.models import AutoETS

    return forecast(folder, threads, lambda: AutoETS(season_length=12), lambda model: [model["aicc"]])


@tool(("arima", "statsforecast"))
def auto_arima(folder, threads):
    from statsforecast.models import AutoARIMA

    return forecast(folder, threads, lambda: AutoARIMA(season_length=12), lambda model: [model["aicc"], model["arma"][5], model["arma"][6]])


# Neighbours


def borders(folder):
    values, pairs = read(folder, "values")[0], read(folder, "borders").astype(int)
    return values, np.vstack([pairs, pairs[:, ::-1]]), int(read(folder, "permutations")[0, 0])


def weights(values, links):
    import libpysal

    beside = {unit: [] for unit in range(len(values))}
    for a, b in links:
        beside[a].append(b)
    return libpysal.weights.W({unit: sorted(list_) for unit, list_ in beside.items()}, silence_warnings=True)


@tool(("moran", "esda"))
def moran_by_package(folder, threads):
    import esda

    values, links, permutations = borders(folder)
    beside = weights(values, links)
    esda.Moran(values, beside, permutations=99)

    def job():
        np.random.seed(1)
        found = esda.Moran(values, beside, permutations=permutations)
        return {"index": [[found.I]], "p": [[found.p_sim]]}

    return job


def sparse(values, links):
    from scipy.sparse import csr_array

    table = csr_array((np.ones(len(links)), (links[:, 0], links[:, 1])), shape=(len(values), len(values)))
    table.data /= np.repeat(np.diff(table.indptr), np.diff(table.indptr))
    return table


@tool(("moran", "NumPy"))
def moran_by_hand(folder, threads):
    """Five hundred permutations at a time, and one sparse product for all of them."""
    values, links, permutations = borders(folder)
    table = sparse(values, links)

    def job():
        z, dice = values - values.mean(), np.random.default_rng(1)
        square, observed = z @ z, z @ (table @ z)
        larger = 0
        for first in range(0, permutations, 500):
            drawn = dice.permuted(np.tile(z, (min(500, permutations - first), 1)), axis=1)
            larger += ((drawn * (table @ drawn.T).T).sum(axis=1) >= observed).sum()
        return {"index": [[observed / square * len(z) / table.sum()]], "p": [[(min(larger, permutations - larger) + 1) / (permutations + 1)]]}

    return job


@tool(("local-moran", "esda"))
def lisa_by_package(folder, threads):
    """Compiled before the clock starts. Of what it simulates nothing is kept, which is quicker and smaller."""
    import esda

    values, links, permutations = borders(folder)
    beside = weights(values, links)
    ask = dict(n_jobs=threads, keep_simulations=False, seed=1)
    start = time.perf_counter()
    esda.Moran_Local(values, beside, permutations=99, **ask)

    def job():
        found = esda.Moran_Local(values, beside, permutations=permutations, **ask)
        # Anselin has n where the package has n - 1.
        return {"index": (found.Is * len(values) / (len(values) - 1))[:, None], "p": found.p_sim[:, None]}

    job.first = time.perf_counter() - start
    return job


@tool(("local-moran", "NumPy"))
def lisa_by_hand(folder, threads):
    """One table of drawn places without repetition for all regions, as esda has it."""
    values, links, permutations = borders(folder)
    table = sparse(values, links)

    def job():
        dice, z = np.random.default_rng(1), values - values.mean()
        most, m2 = int(np.diff(table.indptr).max()), z @ z / len(z)
        places = np.stack([dice.choice(len(z) - 1, most, replace=False) for _ in range(permutations)])
        lag, p = table @ z, np.empty(len(z))
        for unit in range(len(z)):
            own = table.data[table.indptr[unit] : table.indptr[unit + 1]]
            others = np.delete(z, unit)
            drawn = z[unit] * (others[places[:, : len(own)]] @ own)
            larger = (drawn >= z[unit] * lag[unit]).sum()
            p[unit] = (min(larger, permutations - larger) + 1) / (permutations + 1)
        return {"index": (z * lag / m2)[:, None], "p": p[:, None]}

    return job


# Growth


@tool(("shift-share", "pandas"))
def shifts_in_frames(folder, threads):
    """A long table, grouped and merged, for each base year."""
    import pandas as pd

    whole = read(folder, "whole")
    years, sectors = whole.shape
    table = read(folder, "regions").reshape(-1, years, sectors)
    at = pd.MultiIndex.from_product([range(len(table)), range(years), range(sectors)], names=["region", "year", "sector"])
    long = pd.DataFrame({"jobs": table.ravel()}, index=at).reset_index()

    def job():
        last = long[long.year == years - 1].drop(columns="year")
        sums = long.groupby(["year", "sector"]).jobs.sum()
        all_ = sums.groupby("year").sum()
        totals, effects = [], None
        for base in range(years - 1):
            both = long[long.year == base].merge(last, on=["region", "sector"], suffixes=("", "_end"))
            own = both.sector.map(sums[years - 1] / sums[base] - 1)
            growth = all_[years - 1] / all_[base] - 1
            both["national"] = both.jobs * growth
            both["mix"] = both.jobs * (own - growth)
            both["regional"] = both.jobs_end - both.jobs * (1 + own)
            found = both[["national", "mix", "regional"]]
            totals.append(found.groupby(both.region).sum())
            effects = found if base == 0 else effects
        return {"effects": effects.to_numpy(), "base-years": pd.concat(totals).groupby(level=0, sort=True).apply(lambda rows: rows).to_numpy()}

    return job


@tool(("shift-share", "NumPy"))
def shifts_at_once(folder, threads):
    """One base year at a time, all regions and sectors at once."""
    whole = read(folder, "whole")
    table = read(folder, "regions").reshape(-1, *whole.shape)

    def job():
        years = len(whole)
        end, all_ = table[:, -1], whole.sum(axis=1)
        totals = np.empty((len(table), years - 1, 3))
        for base in range(years - 1):
            start, own = table[:, base], whole[-1] / whole[base] - 1
            growth = all_[-1] / all_[base] - 1
            totals[:, base, 0] = start.sum(axis=1) * growth
            totals[:, base, 1] = start @ (own - growth)
            totals[:, base, 2] = end.sum(axis=1) - start @ (1 + own)
            if base == 0:
                effects = np.stack([start * growth, start * (own - growth), end - start * (1 + own)], axis=2)
        return {"effects": effects.reshape(-1, 3), "base-years": totals.reshape(-1, 3)}

    return job


def peak():
    """The most memory that this process had, in megabytes."""
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def main():
    job_name, tool_name, folder, result, runs, threads = sys.argv[1:]
    job = TOOLS[job_name, tool_name](folder, int(threads))
    seconds, processor, found = [], [], None
    for _ in range(int(runs)):
        found = None
        start, used = time.perf_counter(), time.process_time()
        found = job()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    told = {"seconds": seconds, "processor": processor, "peak": peak()}
    told.update({name: getattr(job, name) for name in ["scale", "part", "first"] if hasattr(job, name)})
    for name, values in found.items():
        write(result, name, values)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
