"""Writes rollout.tsv: what Python packages make of mpdta.tsv, with predictors, by cluster and as a uniform band.

    pip install csdid==0.4.3 diff-diff==3.13.0
    python rollout.py > rollout.tsv

`lpop` is the logarithm of the inhabitants in thousands; `square` adds its square; clusters are made up: the number of the line, counted round to forty.
csdid is the port of the package did for R. Its critical values are drawn: the line has the mean of forty runs of 5,000 draws with other seeds, and their spread, and the mean width of the band to each side.
Those of numpy are drawn from csdid's influence functions, by the formula of the page of uniform_band.
"""

import contextlib
import io
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from csdid.att_gt import ATTgt
from diff_diff import CallawaySantAnna

warnings.simplefilter("ignore")
rows = []
for unit, text in enumerate((Path(__file__).parent / "mpdta.tsv").read_text().splitlines()):
    start, people, jobs = text.split("\t")
    size = np.log(float(people) / 1000)
    for step, value in enumerate(jobs.split(" ")):
        rows.append((unit, 2003 + step, np.log(float(value)), int(start) if start.isdigit() else 0, size, size * size, unit % 40))
data = pd.DataFrame(rows, columns=["unit", "year", "jobs", "start", "lpop", "square", "cluster"])
PREDICTORS = {"lpop": ["lpop"], "square": ["lpop", "square"]}


def line(program, form, predictors, untreated, kind, values):
    print(program, form, predictors, untreated, kind, " ".join(repr(float(value)) for value in np.ravel(values)), sep="\t")


def quietly(run):
    with contextlib.redirect_stdout(io.StringIO()):
        return run()


for predictors, columns in PREDICTORS.items():
    for untreated in ["nevertreated", "notyettreated"]:
        for form in ["dr", "ipw", "reg"]:
            model = ATTgt("jobs", "year", "unit", "start", data, [untreated], "jobs ~ " + " + ".join(columns))
            found = quietly(lambda: model.fit(est_method=form, bstrap=False))
            line("csdid", form, predictors, untreated, "value", found.results["att"])
            line("csdid", form, predictors, untreated, "error", found.results["se"])
            for over in ["simple", "group", "dynamic", "calendar"]:
                whole = quietly(lambda: found.aggte(typec=over, bstrap=False)).atte
                line("csdid", form, predictors, untreated, over, [whole["overall_att"], whole["overall_se"]])
                if over != "simple":
                    line("csdid", form, predictors, untreated, over + "-value", whole["att_egt"])
                    line("csdid", form, predictors, untreated, over + "-error", whole["se_egt"])
    for kind, options in [("units", {}), ("clusters", {"cluster": "cluster"})]:
        found = CallawaySantAnna(estimation_method="dr", pscore_trim=1e-6, **options).fit(data, "jobs", "unit", "year", "start", covariates=columns)
        effects = [found.group_time_effects[key] for key in sorted(found.group_time_effects)]
        line("diff-diff", "dr", predictors, "nevertreated", kind + "-value", [one["effect"] for one in effects])
        line("diff-diff", "dr", predictors, "nevertreated", kind + "-error", [one["se"] for one in effects])


def drawn(influence):
    """The critical value by the weights of Mammen over the error itself, from a million draws, and half of a 95% interval around it."""
    dice, golden = np.random.default_rng(2026), (1 + np.sqrt(5)) / 2
    scores = influence / np.linalg.norm(influence, axis=0)
    largest = []
    for _ in range(100):
        weights = np.where(dice.random((10_000, len(scores))) < golden / np.sqrt(5), 1 - golden, golden)
        largest.append(np.abs(weights @ scores).max(axis=1))
    largest = np.sort(np.concatenate(largest))
    return [largest[949_999], (largest[950_426] - largest[949_572]) / 2]


critical, halves = {"effects": [], "dynamic": []}, {"effects": [], "dynamic": []}
for seed in range(40):
    np.random.seed(seed)
    model = ATTgt("jobs", "year", "unit", "start", data, ["nevertreated"], "jobs ~ lpop", biters=5000, cband=True)
    found = quietly(lambda: model.fit(est_method="dr", bstrap=True))
    critical["effects"].append(found.results["c"])
    halves["effects"].append(found.results["c"] * np.ravel(found.results["se"]))
    course = quietly(lambda: found.aggte(typec="dynamic", bstrap=True, cband=True, biters=5000)).atte
    critical["dynamic"].append(course["crit_val_egt"])
    halves["dynamic"].append(course["crit_val_egt"] * np.ravel(course["se_egt"]))
for kind, values in critical.items():
    line("csdid", "dr", "lpop", "nevertreated", kind + "-critical", [np.mean(values), np.std(values)])
    line("csdid", "dr", "lpop", "nevertreated", kind + "-half", np.mean(halves[kind], axis=0))
for kind, influence in [("effects", found.MP["inffunc"]["inffunc"]), ("dynamic", course["inf_function"]["dynamic_inf_func_e"])]:
    line("numpy", "dr", "lpop", "nevertreated", kind + "-critical", drawn(np.asarray(influence)))
