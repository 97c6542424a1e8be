"""Writes rollout.tsv: what Python packages make of mpdta.tsv, with predictors, by cluster and as a uniform band.

    pip install csdid==0.4.3 diff-diff==3.13.0
    python rollout.py > rollout.tsv

`lpop` is the logarithm of the inhabitants in thousands; `square` adds its square; clusters are made up: the number of the line, counted round to forty.
csdid is the port of the package did for R, by its authors. Its critical values are drawn: the line has the mean of forty runs of 5,000 draws with other seeds, and their spread.
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

critical = {"effects": [], "dynamic": []}
for seed in range(40):
    np.random.seed(seed)
    model = ATTgt("jobs", "year", "unit", "start", data, ["nevertreated"], "jobs ~ lpop", biters=5000, cband=True)
    found = quietly(lambda: model.fit(est_method="dr", bstrap=True))
    critical["effects"].append(found.results["c"])
    critical["dynamic"].append(quietly(lambda: found.aggte(typec="dynamic", bstrap=True, cband=True, biters=5000)).atte["crit_val_egt"])
for kind, values in critical.items():
    line("csdid", "dr", "lpop", "nevertreated", kind + "-critical", [np.mean(values), np.std(values)])
