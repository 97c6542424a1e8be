"""The smallest move of weights that turns each decision of made-up plans, by another way than ours, written to turns.tsv beside this file (pip install
highspy; minutes).

One mixed-integer programme per proposal over choices and weights together: the proposal decided otherwise, weights w within their ranges, products
w * x written out (exact, for x is nought or one), the choice worth at least as much as every choice of a pool, and as little weight moved as can
be. The best choice at the weights that come out joins the pool until it is worth no more than the choice that came out: then nothing less does
it. Where the programme has no answer nothing turns the decision. The plans are those of `wide.rs`, by the same dice.

A line: plan, proposal, and what must move in millionths of all weight, or a dash where nothing turns it.
"""
import pathlib

import highspy
import numpy as np

PLANS = [(45, 4, 1, 1), (45, 3, 2, 2), (30, 5, 1, 3)]


class Dice:
    def __init__(self, seed):
        self.state = seed

    def throw(self, below):
        self.state = (self.state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        return (self.state >> 33) % below


def plan(n, k, budgets, seed):
    dice = Dice(seed)
    for _ in range(10):
        dice.throw(2)
    scores, rows, asked, groups = [], [[] for _ in range(budgets)], [0] * budgets, []
    for i in range(n):
        cost = 20_000 + dice.throw(400_000)
        own = [2 + dice.throw(9) for _ in range(k)]
        at = dice.throw(budgets)
        levels = [500, 1000] if i % 9 == 8 else [1000]
        group = []
        for level in levels:
            rows[at].append((len(scores), cost * level // 1000))
            group.append(len(scores))
            scores.append([score * 100 * level for score in own])
        asked[at] += cost
        groups.append(group)
    raw = [60 + dice.throw(100) for _ in range(k)]
    weights = [one * 1000 // sum(raw) for one in raw]
    weights[0] += 1000 - sum(weights)
    ranges = [(w - w // 2, w + (1000 - w) // 4) for w in weights]
    return scores, [(row, total // 2) for row, total in zip(rows, asked)], groups, weights, ranges


class Model:
    def __init__(self):
        self.h = highspy.Highs()
        self.h.setOptionValue("output_flag", False)
        self.h.setOptionValue("threads", 1)
        for gap in ("mip_rel_gap", "mip_abs_gap"):
            self.h.setOptionValue(gap, 1e-9)
        for near in ("mip_feasibility_tolerance", "primal_feasibility_tolerance"):
            self.h.setOptionValue(near, 1e-9)
        self.count = 0

    def column(self, low, high, whole=False):
        self.h.addVar(low, high)
        if whole:
            self.h.changeColIntegrality(self.count, highspy.HighsVarType.kInteger)
        self.count += 1
        return self.count - 1

    def row(self, entries, low, high):
        columns, values = zip(*entries)
        self.h.addRow(low, high, len(columns), np.array(columns), np.array(values, float))

    def solve(self):
        self.h.run()
        if self.h.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        assert self.h.getModelStatus() == highspy.HighsModelStatus.kOptimal, self.h.getModelStatus()
        return np.array(self.h.getSolution().col_value)


def choose(rows, groups, values):
    model = Model()
    x = [model.column(0, 1, True) for _ in values]
    constrain(model, x, rows, groups)
    for i, v in enumerate(values):
        model.h.changeColCost(i, -float(v))
    return model.solve()[: len(values)] > 0.5


def constrain(model, x, rows, groups):
    for row, cap in rows:
        model.row([(x[c], a / cap) for c, a in row], -np.inf, 1.0)
    for group in groups:
        if len(group) > 1:
            model.row([(x[c], 1.0) for c in group], -np.inf, 1.0)


def nearest(g, rows, groups, w0, ranges, group, taken, pool):
    n, k = g.shape
    while True:
        model = Model()
        x = [model.column(0, 1, True) for _ in range(n)]
        w = [model.column(low, high) for low, high in ranges]
        z = [[model.column(0, high) for _, high in ranges] for _ in range(n)]
        up = [model.column(0, 1) for _ in range(k)]
        constrain(model, x, rows, groups)
        model.row([(one, 1.0) for one in w], 1.0, 1.0)
        for c in range(k):
            low, high = ranges[c]
            model.row([(up[c], 1.0), (w[c], -1.0)], -w0[c], np.inf)
            model.h.changeColCost(up[c], 1.0)
            for i in range(n):
                model.row([(z[i][c], 1.0), (x[i], -high)], -np.inf, 0.0)
                model.row([(z[i][c], 1.0), (x[i], -low)], 0.0, np.inf)
                model.row([(z[i][c], 1.0), (w[c], -1.0), (x[i], -low)], -np.inf, -low)
                model.row([(z[i][c], 1.0), (w[c], -1.0), (x[i], -high)], -high, np.inf)
        for i in range(n):
            model.row([(z[i][c], 1.0) for c in range(k)] + [(x[i], -1.0)], 0.0, 0.0) if False else None
        for i in range(n):
            # The weights are one together.
            model.row([(z[i][c], 1.0) for c in range(k)] + [(x[i], -1.0)], 0.0, 0.0)
        if taken is None:
            model.row([(x[c], 1.0) for c in group], 1.0, np.inf)
        else:
            model.row([(x[taken], 1.0)], 0.0, 0.0)
        for worth in pool:
            entries = [(z[i][c], g[i, c]) for i in range(n) for c in range(k)]
            model.row(entries + [(w[c], -worth[c]) for c in range(k)], 0.0, np.inf)
        found = model.solve()
        if found is None:
            return None
        at = found[n : n + k]
        own = g.T @ (found[:n] > 0.5)
        best = g.T @ choose(rows, groups, g @ at)
        if best @ at <= own @ at + 1e-7 or any(np.allclose(best, worth) for worth in pool):
            return np.abs(at - w0).sum() / 2
        pool.append(best)


out = [f"# plan\tproposal\twhat must move in millionths of all weight, by HiGHS {highspy.Highs().version()}"]
for one in PLANS:
    scores, rows, groups, weights, ranges = plan(*one)
    g = np.array(scores) / 1e5
    w0 = np.array(weights) / 1000
    bounds = [(low / 1000, high / 1000) for low, high in ranges]
    now = choose(rows, groups, g @ w0)
    pool = [g.T @ now]
    for at, group in enumerate(groups):
        taken = next((c for c in group if now[c]), None)
        move = nearest(g, rows, groups, w0, bounds, group, taken, pool)
        out.append("\t".join(["-".join(map(str, one)), str(at), "-" if move is None else str(round(move * 1e6))]))
pathlib.Path(__file__).with_name("turns.tsv").write_text("\n".join(out) + "\n")
