"""Solves a call with HiGHS or with PuLP and CBC: `peers.py highs|pulp FILE GAP SECONDS`. One thread; building the model counts."""
import json
import sys
import time


def rows_of(data):
    for r in data["rows"]:
        yield r["columns"], r["coefficients"], r["lower"], r["upper"]
    for g in data["groups"]:
        yield g, [1] * len(g), None, 1


def highs(data, gap, seconds):
    import highspy
    import numpy as np

    begin = time.perf_counter()
    n, inf = len(data["values"]), highspy.kHighsInf
    h = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("time_limit", seconds), ("mip_rel_gap", gap)):
        h.setOptionValue(option, value)
    rows = list(rows_of(data))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n, len(rows)
    lp.col_cost_ = np.array(data["values"], float)
    lp.col_lower_, lp.col_upper_ = np.zeros(n), np.ones(n)
    lp.row_lower_ = np.array([-inf if low is None else low for _, _, low, _ in rows], float)
    lp.row_upper_ = np.array([inf if up is None else up for _, _, _, up in rows], float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0] + [len(c) for c, _, _, _ in rows])
    lp.a_matrix_.index_ = np.concatenate([np.array(c) for c, _, _, _ in rows])
    lp.a_matrix_.value_ = np.concatenate([np.array(a, float) for _, a, _, _ in rows])
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.integrality_ = [highspy.HighsVarType.kInteger] * n
    h.passModel(lp)
    h.run()
    info = h.getInfo()
    found = abs(info.objective_function_value) < 1e300
    return {
        "tool": f"HiGHS {h.version()}", "seconds": time.perf_counter() - begin,
        "value": info.objective_function_value if found else None, "bound": info.mip_dual_bound,
        "ended": h.modelStatusToString(h.getModelStatus()), "nodes": info.mip_node_count,
    }


def pulp(data, gap, seconds):
    import re
    import tempfile

    import pulp

    begin = time.perf_counter()
    model = pulp.LpProblem("call", pulp.LpMaximize)
    x = [pulp.LpVariable(f"x{j}", cat="Binary") for j in range(len(data["values"]))]
    model += pulp.lpSum(v * y for v, y in zip(data["values"], x))
    for columns, coefficients, low, up in rows_of(data):
        amount = pulp.LpAffineExpression([(x[j], a) for j, a in zip(columns, coefficients)])
        if low is not None:
            model += amount >= low
        if up is not None:
            model += amount <= up
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=seconds, threads=1, logPath=log.name))
        spent = time.perf_counter() - begin
        text = log.read().decode(errors="replace")
    # The bound is only in the log: CBC writes it when it stops early.
    bound = re.search(r"(?:Upper bound|best possible):?\s+(-?[\d.e+]+)", text)
    return {
        "tool": f"PuLP {pulp.__version__}, CBC", "seconds": spent, "value": pulp.value(model.objective),
        "bound": abs(float(bound[1])) if bound else None, "ended": pulp.LpStatus[model.status], "nodes": None,
    }


with open(sys.argv[2]) as file:
    answer = {"highs": highs, "pulp": pulp}[sys.argv[1]](json.load(file), float(sys.argv[3]), float(sys.argv[4]))
print(json.dumps(answer))
