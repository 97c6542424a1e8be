"""Writes highs.tsv: made-up calls for proposals, and what the best choice is worth by HiGHS.

    pip install highspy==1.15.1
    python highs.py > highs.tsv

Amounts are thousands of euro; levels and rates are per cent; scores go from 0 to 10. A value is in units of a millionth of
the scale times a weight.
"""

import random

import highspy

dice = random.Random(2017)
WEIGHTS = (500, 300, 200)
POTS = ("eigen 2017", "eigen 2018", "fonds 2017", "fonds 2018")


def worth(scores, level):
    return sum(w * ((score * 100_000 * level + 50) // 100) for w, score in zip(WEIGHTS, scores))


for call in range(30):
    count = dice.randint(15, 45)
    print("call", call, sep="\t")
    proposals = []
    for at in range(count):
        scores = [dice.randint(0, 10) for _ in WEIGHTS]
        asks = [dice.choice([0, 0, dice.randint(1, 200)]) for _ in POTS]
        levels = dice.choice([[100], [100], [50, 100], [25, 60, 100]])
        line, place = dice.randint(0, 2), dice.choice(["STAD", "LAND", "-"])
        proposals.append((scores, asks, levels, line, place))
        fields = (" ".join(map(str, part)) for part in (scores, asks, levels))
        print("proposal", *fields, line, place, sep="\t")
    total = [sum(p[1][k] for p in proposals) for k in range(4)]
    caps = [total[0] * dice.randint(20, 50) // 100, total[1] * dice.randint(20, 50) // 100]
    fund = (total[2] + total[3]) * dice.randint(25, 50) // 100
    print("caps", *caps, fund, sep="\t")
    least, most, apart = dice.randint(1, 3), dice.randint(4, 9), dice.choice([10, 20, 30])
    print("line", least, most, sep="\t")
    print("balance", apart, sep="\t")
    ties = []
    for _ in range(count // 6):
        one, other = dice.sample(range(count), 2)
        ties.append((one, other, dice.choice(["requires", "excludes"])))
        print("tie", *ties[-1], sep="\t")

    model = highspy.Highs()
    model.silent()
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.0)
    x = {(i, l): model.addBinary() for i, p in enumerate(proposals) for l in p[2]}

    def money(which, pots):
        return sum(sum(proposals[i][1][k] for k in pots) * l * var for (i, l), var in x.items() if which(proposals[i]))

    def taken(i):
        return sum(x[i, l] for l in proposals[i][2])

    everyone = lambda p: True
    model.addConstr(money(everyone, [0]) <= caps[0] * 100)
    model.addConstr(money(everyone, [1]) <= caps[1] * 100)
    model.addConstr(money(everyone, [2, 3]) <= fund * 100)
    for i in range(count):
        model.addConstr(taken(i) <= 1)
    on_line = sum(taken(i) for i, p in enumerate(proposals) if p[3] == 0)
    model.addConstr(on_line >= least)
    model.addConstr(on_line <= most)
    town, country = (money(lambda p, place=place: p[4] == place, range(4)) for place in ("STAD", "LAND"))
    spread = money(everyone, range(4)) * (apart / 100)
    model.addConstr(town - country <= spread)
    model.addConstr(country - town <= spread)
    for one, other, kind in ties:
        if kind == "requires":
            model.addConstr(taken(one) - taken(other) <= 0)
        else:
            model.addConstr(taken(one) + taken(other) <= 1)
    model.maximize(sum(worth(proposals[i][0], l) * var for (i, l), var in x.items()))
    status = model.modelStatusToString(model.getModelStatus())
    if status == "Infeasible":
        print("best", "none", sep="\t")
    else:
        assert status == "Optimal", status
        # Added up again from what is taken, in whole numbers.
        chosen = [key for key, var in x.items() if model.val(var) > 0.5]
        print("best", sum(worth(proposals[i][0], l) for i, l in chosen), sep="\t")
