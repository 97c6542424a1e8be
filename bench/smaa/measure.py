"""Rank acceptability of 200 alternatives on 12 criteria under all weights: Koers, pysensmcda, and NumPy by hand."""

import argparse
import os
import random
import resource
import statistics
import subprocess
import time

import numpy as np
from pysensmcda.smaa import rank_acceptability, simulate

ALTERNATIVES, CRITERIA = 200, 12
CHUNK = 10_000  # the peers keep all draws in memory: 200 × 12 × 8 bytes and a few times 200 × 8 for each


def processor():
    """Seconds on the processor of this process and of the programs that it waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def timed(job):
    processor_before, before = processor(), time.perf_counter()
    found = job()
    return found, time.perf_counter() - before, processor() - processor_before


def koers(binary, table, draws, threads, what):
    out = subprocess.run([binary, table, str(draws), str(threads), what], capture_output=True, text=True, check=True).stdout
    *rows, took = out.splitlines()
    return np.array([[float(share) for share in row.split()] for row in rows]), float(took)


def package(matrix, draws):
    """pysensmcda as its documentation has it, with the cheapest method that can be put in: one product."""
    add = lambda matrix, weights, types: matrix @ weights
    shares = np.zeros((ALTERNATIVES, ALTERNATIVES))
    for seed in range(draws // CHUNK):
        result = simulate(add, matrix, np.ones(CRITERIA, int), num_samples=CHUNK, store="accumulate", seed=seed)
        shares += rank_acceptability(result)
    return shares / (draws // CHUNK)


def by_hand(matrix, draws):
    """What somebody who knows NumPy would write: whole chunks at once."""
    generator = np.random.default_rng(1)
    places = np.zeros(ALTERNATIVES * ALTERNATIVES, dtype=np.int64)
    place = np.arange(ALTERNATIVES)
    for _ in range(draws // CHUNK):
        weights = generator.standard_exponential((CHUNK, CRITERIA))
        weights /= weights.sum(axis=1, keepdims=True)
        order = np.argsort(-(weights @ matrix.T), axis=1)
        places += np.bincount((order * ALTERNATIVES + place).ravel(), minlength=places.size)
    return places.reshape(ALTERNATIVES, ALTERNATIVES) / draws


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--draws", type=int, default=1_000_000)
    parser.add_argument("--peer-draws", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    dice = random.Random(2026)
    rows = [[round(dice.random(), 6) for _ in range(CRITERIA)] for _ in range(ALTERNATIVES)]
    table = "../data/smaa.txt"
    with open(table, "w") as file:
        file.writelines(" ".join(map(repr, row)) + "\n" for row in rows)
    matrix = np.array(rows)
    jobs = {
        "Koers, 1 thread": (options.draws, lambda: koers(options.binary, table, options.draws, 1, "places")),
        "Koers, 2 threads": (options.draws, lambda: koers(options.binary, table, options.draws, 2, "places")),
        "Koers, 2 threads, with pairs": (options.draws, lambda: koers(options.binary, table, options.draws, 2, "pairs")),
        "pysensmcda 2.0.0": (options.peer_draws, lambda: package(matrix, options.peer_draws)),
        "NumPy by hand": (options.peer_draws, lambda: by_hand(matrix, options.peer_draws)),
    }
    times = {name: [] for name in jobs}
    shares = {}
    for _ in range(options.runs):
        for name, (draws, job) in jobs.items():  # in turn, so that a busy moment does not hit one of them alone
            found, clock, seconds = timed(job)
            if isinstance(found, tuple):
                found, clock = found
            shares[name] = found
            times[name].append((clock * 1e6 / draws, seconds * 1e6 / draws))
    reference = shares["Koers, 1 thread"]
    for name, (draws, _) in jobs.items():
        error = np.sqrt(reference * (1 - reference) / draws) + 1 / draws
        worst = np.max(np.abs(shares[name] - reference) / error)
        assert worst < 8, f"{name}: {worst} standard errors"  # the largest of 40,000 shares, of different draws
    base = statistics.median(clock for clock, _ in times["Koers, 2 threads"])
    base_processor = statistics.median(seconds for _, seconds in times["Koers, 1 thread"])
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {options.runs} runs each, medians; seconds for 1,000,000 draws")
    print("| | draws measured | clock | ratio to 2 threads | processor | ratio to 1 thread |\n|---|--:|--:|--:|--:|--:|")
    for name, (draws, _) in jobs.items():
        clock = statistics.median(clock for clock, _ in times[name])
        seconds = statistics.median(seconds for _, seconds in times[name])
        print(f"| {name} | {draws:,} | {clock:.2f} s | {clock / base:.1f} | {seconds:.2f} s | {seconds / base_processor:.1f} |")


main()
