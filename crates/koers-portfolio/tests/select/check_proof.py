"""Checks a proof of a choice, in whole numbers, without anything of Koers.

    python check_proof.py proof.txt

It adds up the choice and follows the tree, and prints the value and what no choice can pass. It stops at anything that
does not hold. What the lines mean stands in docs/methods/selection.md.
"""

import math
import sys

values, groups, rows, multipliers, nodes, chosen = [], [], [], [], [], None


def pairs(words):
    return [tuple(map(int, word.split(":"))) for word in words]


with open(sys.argv[1], encoding="utf-8") as file:
    assert next(file) == "koers-proof 1\n"
    for line in file:
        kind, *words = line.split("#")[0].split()
        if kind == "column":
            values.append(int(words[0]))
        elif kind == "group":
            groups.append(list(map(int, words)))
        elif kind == "row":
            low, high = (None if word == "-" else int(word) for word in words[:2])
            rows.append((low, high, pairs(words[2:])))
        elif kind == "chosen":
            chosen = (int(words[0]), set(map(int, words[1:])))
        elif kind == "multipliers":
            multipliers.append((int(words[0]), pairs(words[1:])))
        elif kind != "nothing":
            nodes.append((kind, words))

group_of = {column: group for group in groups for column in group}
assert len(group_of) == sum(map(len, groups)), "a column in two groups"
step = math.gcd(*values) or 1
singles = [column for column in range(len(values)) if column not in group_of]
kept = {}


def gains(which, worth):
    """Per column denominator x value - sum of multiplier x coefficient, and the sum of multiplier x bound."""
    if (which, worth) not in kept:
        denominator, of = multipliers[which]
        assert denominator > 0 and len({row for row, _ in of}) == len(of)
        gain, total = [denominator * value if worth else 0 for value in values], 0
        for row, numerator in of:
            low, high, entries = rows[row]
            side = high if numerator >= 0 else low
            assert side is not None, "a multiplier leans on a bound that is not there"
            total += numerator * side
            for column, a in entries:
                gain[column] -= numerator * a
        kept[which, worth] = gain, total
    return kept[which, worth]


def most(which, worth, state):
    gain, total = gains(which, worth)
    for group in groups:
        taken = [gain[column] for column in group if state.get(column)]
        open_ = [gain[column] for column in group if column not in state]
        total += taken[0] if taken else max([0, *open_])
    for column in singles:
        total += max(0, gain[column]) if column not in state else gain[column] * state[column]
    return total


def shut(column, state):
    return any(other != column and state.get(other) for other in group_of.get(column, []))


def end(proof, state):
    """The bound that a proof gives, or None when it shows that nothing is there."""
    kind, which = proof[0], int(proof[1:])
    if kind == "b":
        return most(which, True, state) // multipliers[which][0] // step * step
    if kind == "e":
        assert most(which, False, state) < 0, "something may be there"
        return None
    low, high, entries = rows[which]
    sure = sum(a for column, a in entries if state.get(column))
    loose = [a for column, a in entries if column not in state and not shut(column, state)]
    if kind == "u":
        assert high is not None and sure + sum(a for a in loose if a < 0) > high, "something may be there"
    else:
        assert kind == "l" and low is not None and sure + sum(a for a in loose if a > 0) < low, "something may be there"
    return None


bounds = []
stack = [(0, {})]
while stack:
    at, state = stack.pop()
    kind, words = nodes[at]
    if kind == "leaf":
        bounds.append(end(words[0], state))
    elif kind == "branch":
        column, without, with_ = map(int, words)
        assert column not in state and min(without, with_) > at
        stack += [(without, {**state, column: False}), (with_, {**state, column: True})]
    else:
        assert kind == "settled" and int(words[0]) > at
        state = dict(state)
        for word in words[1:]:
            column, value, proof = word.split(":")
            column, value = int(column), value == "1"
            assert column not in state
            if value or not shut(column, state):
                bounds.append(end(proof, {**state, column: not value}))
            state[column] = value
        stack.append((int(words[0]), state))

bound = max((bound for bound in bounds if bound is not None), default=None)
if chosen is None:
    assert bound is None, "nothing was found, and nothing was shown"
    print("no choice keeps all bounds")
else:
    value, taken = chosen
    assert value == sum(values[column] for column in taken)
    assert all(len(taken.intersection(group)) <= 1 for group in groups)
    for low, high, entries in rows:
        sum_ = sum(a for column, a in entries if column in taken)
        assert (low is None or sum_ >= low) and (high is None or sum_ <= high), "the choice breaks a row"
    print("value", value, "bound", max(value, bound if bound is not None else value))
