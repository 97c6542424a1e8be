"""Writes rank.tsv: made-up tables, and what Python packages make of them.

    pip install pymcdm==1.4.0 pyrepo-mcda==0.1.15 scikit-criteria==0.10 mcda==1.1.0 pysensmcda==2.0.0
    python rank.py > rank.tsv
"""

import random

import numpy as np
import pyrepo_mcda.mcda_methods as repo
from mcda import PerformanceTable
from mcda.outranking.electre import Electre3
from mcda.scales import PreferenceDirection, QuantitativeScale
from pymcdm import correlations
from pymcdm.methods import PROMETHEE_II, SPOTIS, TOPSIS, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization
from pysensmcda.smaa import exact_acceptability
from skcriteria import mkdm
from skcriteria.agg.topsis import TOPSIS as SK_TOPSIS
from skcriteria.preprocessing.scalers import VectorScaler

dice = random.Random(2026)


def line(kind, problem, values):
    print(kind, problem, " ".join(repr(float(value)) for value in np.ravel(values)), sep="\t")


for problem in range(12):
    alternatives, criteria = dice.randint(3, 9), dice.randint(2, 5)
    matrix = np.array([[float(dice.randint(1, 60)) for _ in range(criteria)] for _ in range(alternatives)])
    for column in range(criteria):  # without spread some of the packages divide by nought
        if np.ptp(matrix[:, column]) == 0:
            matrix[0, column] += 1
    types = np.array([dice.choice([1, -1]) for _ in range(criteria)])
    points = np.array([float(dice.randint(1, 9)) for _ in range(criteria)])
    weights = points / points.sum()
    p, q = np.full(criteria, 12.0), np.full(criteria, 4.0)
    print("table", problem, criteria, " ".join(map(str, types)), " ".join(map(str, points)), sep="\t", end="\t")
    print(" ".join(map(str, np.ravel(matrix))))

    line("smart", problem, WSM(minmax_normalization)(matrix, weights, types))
    line("topsis-minmax", problem, TOPSIS(minmax_normalization)(matrix, weights, types))
    # Vector normalisation as the book has it does not turn costs round; scikit-criteria does the same.
    sk = SK_TOPSIS().evaluate(VectorScaler("matrix").transform(mkdm(matrix, list(types), weights=list(weights))))
    line("topsis-vector", problem, sk.e_.similarity)
    for name, kind in [("usual", "usual"), ("u-shape", "ushape"), ("v-shape", "vshape"), ("level", "level"), ("linear", "vshape_2")]:
        line(f"promethee-{name}", problem, PROMETHEE_II(kind, p=p, q=q)(matrix, weights, types))
    preferences = [repo.PROMETHEE_II()._gaussian_function for _ in range(criteria)]
    line("promethee-gaussian", problem, repo.PROMETHEE_II()(matrix, weights, types, preferences, p=p, q=q))
    bounds = np.array([[0.0, 70.0]] * criteria)
    line("spotis", problem, SPOTIS(bounds)(matrix, weights, types))
    scales = {
        k: QuantitativeScale(0, 100, preference_direction=PreferenceDirection.MAX if types[k] > 0 else PreferenceDirection.MIN)
        for k in range(criteria)
    }
    electre = Electre3(
        PerformanceTable(matrix.tolist(), scales=scales),
        dict(enumerate(weights)),
        {k: 4.0 for k in range(criteria)},
        {k: 12.0 for k in range(criteria)},
        {k: 40.0 for k in range(criteria)},
    )
    line("electre-credibility", problem, electre.credibility().data.values)
    exact = exact_acceptability(matrix, types, weight_bounds=False)
    line("smaa-first", problem, exact.acceptability)
    line("smaa-central", problem, exact.central_weights)

for problem in range(100, 106):
    count = dice.randint(2, 9)
    one, other = dice.sample(range(1, count + 1), count), dice.sample(range(1, count + 1), count)
    line("ranks-one", problem, one)
    line("ranks-other", problem, other)
    line("ws", problem, [correlations.ws(np.array(one, float), np.array(other, float))])
    line("tau", problem, [correlations.kendall_tau(np.array(one, float), np.array(other, float))])
