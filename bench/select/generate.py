"""Writes a made-up call: proposals on 19 budgets in 4 years, with lines and regions. `generate.py PROPOSALS SEED FILE`.

Whole numbers: values in ten-thousandths of a point, amounts in euros. Three in ten proposals may be had in three levels (at most
one of them). Every budget and year can pay 30 % of what is asked of it; four lines have a band, twelve regions a floor.
"""
import json
import random
import sys

BUDGETS, YEARS, LINES, REGIONS = 19, 4, 4, 12


def main(n, seed, path):
    rnd = random.Random(seed)
    values, groups, rows, asked = [], [], {}, {}
    for _ in range(n):
        value, cost = rnd.lognormvariate(3, 0.8), max(1, int(rnd.lognormvariate(11, 1.0)))
        budgets = rnd.sample(range(BUDGETS), rnd.choice([1, 1, 2, 3]))
        years = rnd.sample(range(YEARS), rnd.choice([1, 2, 3, 4]))
        line, region = rnd.randrange(LINES), rnd.randrange(REGIONS)
        levels = [1.0] if rnd.random() < 0.7 else [0.5, 0.75, 1.0]
        group = []
        for level in levels:
            j = len(values)
            values.append(round(value * level**0.7 * 10_000))
            group.append(j)
            part = int(cost * level / len(budgets) / len(years))
            for b in budgets:
                for y in years:
                    rows.setdefault(("budget", b, y), []).append((j, part))
                    if level == 1.0:
                        asked[b, y] = asked.get((b, y), 0) + part
            rows.setdefault(("line", line), []).append((j, int(cost * level)))
            rows.setdefault(("region", region), []).append((j, int(cost * level)))
        if len(group) > 1:
            groups.append(group)
    total = sum(asked.values()) * 0.3
    out = []
    for key in sorted(rows):
        entries = rows[key]
        lower = upper = None
        if key[0] == "budget":
            upper = int(0.3 * asked.get(key[1:], 0))
        elif key[0] == "line":
            lower, upper = int(0.15 * total), int(0.32 * total)
        else:
            lower = int(0.04 * total)
        out.append({"columns": [j for j, _ in entries], "coefficients": [a for _, a in entries], "lower": lower, "upper": upper})
    with open(path, "w") as file:
        json.dump({"values": values, "rows": out, "groups": groups}, file)


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
