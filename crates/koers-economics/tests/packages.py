"""Writes packages.tsv: made-up tables, and what Python packages make of them.

    pip install econcomplex==1.0.1 inequality==1.1.2 esda==2.9.0 libpysal==4.14.1
    python packages.py > packages.tsv

Intervals are quantiles of a million draws of numpy. The last lines are about homicides in 78 counties around St. Louis, 1988-93 (Messner and others 1999; the data set `stl` of libpysal, BSD-3-Clause):
its figures and neighbours, and what esda makes of them.
"""

import random
import warnings

import econcomplex as ec
import esda
import libpysal
import numpy as np
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

warnings.simplefilter("ignore")
dice = random.Random(2026)


def line(kind, problem, values):
    print(kind, problem, " ".join(repr(float(value)) for value in np.ravel(values)), sep="\t")


for problem in range(10):
    rows, columns = dice.randint(3, 9), dice.randint(2, 7)
    table = np.array([[float(dice.choice([0, 1, 1, 1]) * dice.randint(1, 90)) for _ in range(columns)] for _ in range(rows)])
    table[:, 0] += 1.0  # no empty region
    table[0, :] += 1.0  # no activity that is nowhere
    line("table", f"{problem} {rows} {columns}", table)
    line("quotients", problem, ec.rca(table))
    line("krugman", problem, ec.krugman_index(table))
    line("hachman", problem, ec.hachman_index(table))
    line("herfindahl", problem, ec.herfindahl(table, normalize=False))
    line("entropy", problem, ec.shannon_entropy(table))
    line("unrelated", problem, ec.shannon_entropy(np.stack([table[:, ::2].sum(axis=1), table[:, 1::2].sum(axis=1)], axis=1)))
    incomes = np.array([float(dice.randint(1, 900)) for _ in range(8)])
    groups = np.array([0, 0, 0, 1, 1, 2, 2, 2])
    split = TheilD(incomes, groups)
    line("incomes", problem, incomes)
    line("theil", problem, [Theil(incomes).T, np.ravel(split.bg)[0], np.ravel(split.wg)[0]])
    line("gini", problem, [Gini(incomes).g])

for problem in range(8):
    rows, columns = dice.randint(6, 14), dice.randint(6, 14)
    presence = np.array([[float(dice.random() < 0.45) for _ in range(columns)] for _ in range(rows)])
    presence[:, 0], presence[0, :] = 1.0, 1.0  # one part
    presence[1:, -1] = 0.0
    line("presence", f"{problem} {rows} {columns}", presence)
    line("proximity", problem, ec.proximity(presence, use_rca=False, compute="product")["product"])
    line("cosine", problem, ec.proximity(presence, use_rca=False, method="sqrt", compute="product")["product"])
    line("density", problem, ec.density(presence, use_rca=False) / 100.0)
    eci, pci = ec.eci_pci(presence, use_rca=False)
    line("eci", problem, eci)
    line("pci", problem, pci)
    line("step1", problem, ec.mor_regions(presence, use_rca=False, steps=1))
    line("step6", problem, ec.method_of_reflections(presence, use_rca=False, iterations=6, tol=None)[0])
    fitness, complexity = ec.fitness_complexity(presence, use_rca=False, iterations=50, tol=0.0)
    line("fitness", problem, fitness)
    line("fitness-activities", problem, complexity)

for problem in range(4):
    high, wide = dice.randint(3, 5), dice.randint(3, 6)
    lattice = libpysal.weights.lat2W(high, wide, rook=False)
    values = np.array([float(dice.randint(1, 60)) for _ in range(high * wide)])
    line("lattice", f"{problem} {high} {wide}", values)
    for kind in ["B", "R"]:
        found = esda.Moran(values, lattice, transformation=kind, permutations=0)
        line(f"moran-{kind}", problem, [found.I, found.EI, found.VI_norm, found.z_norm])
    local = esda.Moran_Local(values, lattice, transformation="r", permutations=99, seed=1)
    line("local", problem, local.Is)
    line("quadrants", problem, local.q)

generator = np.random.default_rng(2026)
for problem, (hits, size, others, rest) in enumerate([(1714, 79_006, 877_499, 15_514_218), (3, 50, 40, 900), (0, 50, 40, 900)]):
    here = generator.beta(hits + 0.5, size - hits + 0.5, 1_000_000)
    there = generator.beta(others + 0.5, rest - others + 0.5, 1_000_000)
    weight = size / (size + rest)
    ends = np.quantile(here / (weight * here + (1 - weight) * there), [0.025, 0.975])
    line("interval", f"{problem} {hits} {size} {others} {rest}", ends)

weights = libpysal.io.open(libpysal.examples.get_path("stl.gal")).read()
values = np.array(libpysal.io.open(libpysal.examples.get_path("stl_hom.txt")).by_col["HR8893"])
places = {unit: at for at, unit in enumerate(weights.id_order)}
line("stl", "values", values)
print("stl", "links", " ".join(f"{places[a]}-{places[b]}" for a in weights.id_order for b in weights[a]), sep="\t")
found = esda.Moran(values, weights, permutations=0, two_tailed=True)
line("stl", "moran", [found.I, found.EI, found.VI_norm, found.z_norm])
local = esda.Moran_Local(values, weights, transformation="r", permutations=99_999, seed=2026)
line("stl", "local", local.Is)
line("stl", "p", local.p_sim)
