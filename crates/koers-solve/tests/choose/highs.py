"""Solves the made-up calls of made.rs with HiGHS (pip install highspy) to the optimum and writes highs.tsv beside this file."""
import pathlib
import highspy

M = (1 << 64) - 1


def calls(n, budgets, seed):
    s = seed

    def nxt(below):
        nonlocal s
        s = (s * 6364136223846793005 + 1442695040888963407) & M
        return (s >> 33) % below

    values, groups = [], []
    use = [[] for _ in range(budgets * 2)]
    asked = [0] * (budgets * 2)
    region, theme, total = [[], [], []], [], 0
    for i in range(n):
        cost = 500 + nxt(4000)
        value = 100 + cost // 4 + nxt(1200)
        b, y = nxt(budgets), nxt(3)
        group = []
        for l in (50, 75, 100) if nxt(3) == 0 else (100,):
            j = len(values)
            values.append(value * l * (300 - l) // 20000)
            group.append(j)
            a = cost * l // 100
            years = ((0,), (1,), (0, 1))[y]
            for k in years:
                use[b * 2 + k].append((j, a // len(years)))
                if l == 100:
                    asked[b * 2 + k] += a // len(years)
            region[i % 3].append((j, a))
            if i % 4 == 0:
                theme.append((j, a))
        total += cost
        if len(group) > 1:
            groups.append(group)
    inf = highspy.kHighsInf
    rows = [(u, -inf, a * 2 // 5) for u, a in zip(use, asked)]
    rows += [(r, total // 12, inf) for r in region]
    rows += [(theme, total // 16, total // 9)]
    rows += [([(j, 1) for j in g], -inf, 1) for g in groups]
    return values, rows


out = [f"# proposals\tbudgets\tseed\toptimum of HiGHS {highspy.Highs().version()}"]
for n, budgets, seed in [(12, 2, 1), (20, 2, 2), (30, 3, 3), (40, 3, 4), (50, 4, 5), (60, 4, 6), (60, 4, 7), (80, 3, 8)]:
    values, rows = calls(n, budgets, seed)
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("mip_rel_gap", 0.0)
    h.setOptionValue("mip_abs_gap", 0.5)
    x = [h.addBinary() for _ in values]
    for entries, low, high in rows:
        h.addRow(low, high, len(entries), [x[j].index for j, _ in entries], [float(a) for _, a in entries])
    h.maximize(sum(v * y for v, y in zip(values, x)))
    assert h.getModelStatus() == highspy.HighsModelStatus.kOptimal, (n, seed, h.getModelStatus())
    out.append(f"{n}\t{budgets}\t{seed}\t{round(h.getInfo().objective_function_value)}")
    print(out[-1])
pathlib.Path(__file__).with_name("highs.tsv").write_text("\n".join(out) + "\n")
