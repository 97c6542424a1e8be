"""Lays the workspace, gives the same figures to all three servers, checks that they tell the same, loads each in turn, prints tables."""

import argparse
import datetime
import json
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import time

import lasting
import wire
from peers import DATA, INDICATOR, OUTCOME, PROGRAMME, REGION, Datasette, Koers, Static

# What we aim at (milliseconds, requests a second, kilobytes, megabytes).
AIMS = {"p99": 20, "rate": 3000, "page": 100, "first": 100, "start": 200, "memory": 60}


def percentile(values, part):
    values = sorted(values)
    return values[max(0, -(-len(values) * part // 100) - 1)]


def told(value, unit="", digits=1):
    return f"{value:,.{digits}f}{unit}" if value < 100 else f"{value:,.0f}{unit}"


def verdict(value, aim, unit, more=False):
    """Whether an aim is met, in words."""
    met = value >= aim if more else value < aim
    return f"{told(value)}{unit}, aim {'at least' if more else 'under'} {aim:,}{unit}, {'met' if met else '**missed**'}"


def load(peer, path, rate, seconds, connections=32):
    """So many questions a second, whatever comes back."""
    told = subprocess.run(
        [os.environ["KOERS_LOAD"], str(rate), str(seconds), str(connections), f"127.0.0.1:{peer.port}", path],
        capture_output=True, text=True, check=True,
    )
    return json.loads(told.stdout)


def wrk(peer, path, seconds):
    """As many requests a second as the server can answer on 32 connections."""
    out = subprocess.run(
        ["wrk", "-t2", "-c32", f"-d{seconds}s", "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{peer.port}{path}"],
        capture_output=True, text=True, check=True,
    ).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        raise SystemExit(f"{peer.name}: {out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def same(koers, static, datasette):
    """All three tell the same: every reading of the region, and the outcome with its verdict and figures."""
    readings = 0
    indicators = sorted({indicator["id"] for indicator, _ in koers.all_readings()})
    for indicator in indicators:
        ours = koers.readings(indicator, REGION)
        for peer in (static, datasette):
            if peer.readings(indicator, REGION) != ours:
                raise SystemExit(f"{peer.name} and Koers do not tell the same of {indicator}, so a ratio would say nothing")
        readings += len(ours)
    page = koers.get(koers.page).body
    if static.get(static.page).body != page:
        raise SystemExit("the saved page is not the page of Koers")
    theirs = datasette.get(datasette.page).text()
    outcome = next(found for found in koers.outcomes() if (found["programma"], found["resultaat"]) == (PROGRAMME, OUTCOME))
    wanted = [outcome["titel"]["nl"], outcome["oordeel"], outcome["reden"]["sentence"]["nl"]]
    for indicator in outcome["indicatoren"]:
        wanted += [str(value) for value, _ in koers.readings(indicator, REGION).values() if value is not None]
    missing = [text for text in wanted if text not in theirs]
    if missing:
        raise SystemExit(f"the page of Datasette lacks {missing}")
    print(
        f"All three tell the same in all {readings} readings of {len(indicators)} indicators for {REGION}; the saved page is the page of Koers to the byte; "
        f"the page of Datasette has its title, verdict, reason and {len(wanted) - 3} figures.\n"
    )


def speed(peers, asked):
    """Requests a second, and waits at a fixed rate."""
    for what, kind in (("reading", f"API: the readings of one indicator for one region, {INDICATOR}"), ("page", f"Page: the outcome {OUTCOME}")):
        print(f"### {kind}\n")
        print("| | requests/s | Koers has | p50 | p99 at 500/s | slowest | bytes sent |\n|---|--:|--:|--:|--:|--:|--:|")
        rates = {peer.name: [] for peer in peers}
        waits = {peer.name: [] for peer in peers}
        for _ in range(asked.rounds):
            for peer in peers:
                path = getattr(peer, what)
                rates[peer.name].append(wrk(peer, path, asked.seconds))
                waits[peer.name].append(load(peer, path, 500, asked.seconds))
        ours = statistics.median(rates["koers"])
        for peer in peers:
            rate = statistics.median(rates[peer.name])
            ratio = "1" if peer.name == "koers" else f"**{ours / rate:.1f}** times as many" if ours >= rate else f"**{ours / rate:.2f}** of it"
            middle, late, slowest = (
                statistics.median([found[key] for found in waits[peer.name]]) / 1000 for key in ("p50", "p99", "max")
            )
            size = wire.get(peer.port, getattr(peer, what)).size
            lost = sum(found["asked"] - found["answered"] for found in waits[peer.name])
            late_text = f"{told(middle)} ms | {told(late)} ms | {told(slowest)} ms" if not lost else "cannot keep up | |"
            print(f"| {peer.name} | {told(rate, digits=0)} | {ratio} | {late_text} | {size:,} |")
            if peer.name == "koers":
                notes = f"Koers: p99 {verdict(late, AIMS['p99'], ' ms')}"
                notes += f"; requests a second {verdict(rate, AIMS['rate'], '', more=True)}." if what == "reading" else "."
        print()
        for peer in peers:
            # Who cannot answer 500 a second is also asked half of what it can: then a wait says something.
            rate = statistics.median(rates[peer.name])
            if rate < 600:
                found = load(peer, getattr(peer, what), max(1, round(rate / 2)), asked.seconds)
                print(
                    f"{peer.name} at {round(rate / 2)}/s, half of what it can: p50 {told(found['p50'] / 1000)} ms, p99 {told(found['p99'] / 1000)} ms."
                )
        print(f"{notes} {asked.rounds} rounds of {asked.seconds} s, taken in turn; medians.\n")


def starting(peers, asked):
    print("### Start, memory\n")
    print("| | start, median | slowest | memory at rest |\n|---|--:|--:|--:|")
    for peer in peers:
        starts = []
        for _ in range(asked.starts):
            peer.stop()
            starts.append(peer.start() * 1000)
        # What is made in the background after the start is to count too.
        time.sleep(3)
        memory = wire.memory(peer.process.pid)
        print(f"| {peer.name} | {told(statistics.median(starts))} ms | {told(max(starts))} ms | {told(memory)} MB |")
        if peer.name == "koers":
            ours = statistics.median(starts), memory
    print(
        f"\nFrom starting the process to the first answer with 200 on the first page, {asked.starts} times, on a warm disk. Memory: three "
        f"seconds after the last start. Koers: start {verdict(ours[0], AIMS['start'], ' ms')}; memory {verdict(ours[1], AIMS['memory'], ' MB')}.\n"
    )


def cold(koers):
    """The first page with its parts, and every page once, none of them asked for before."""
    koers.stop()
    koers.start()
    addresses = koers.addresses()
    koers.stop()
    koers.start()
    page = koers.get("/")
    parts = {"/": page.size}
    for path in sorted(set(re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="(/[^"]+)"', page.text()))):
        if re.search(r"\.(css|js|svg|png|woff2?)$", path):
            parts[path] = koers.get(path).size
    total = sum(parts.values()) / 1000
    # In an order that is the same every time, not page after page of one kind.
    asked = sorted(addresses, key=lambda path: hash_of(path))
    firsts = {path: koers.get(path).first * 1000 for path in asked if path != "/"}
    times = list(firsts.values())
    worst = max(firsts, key=firsts.get)
    memory = wire.memory(koers.process.pid)
    # The index of the search is made half a second after the start: who is sooner waits for it.
    koers.stop()
    koers.start()
    soonest = koers.get("/zoeken?q=werk").first * 1000
    print("### First visit\n")
    print("| | |\n|---|--:|")
    print(f"| first page with its style, script and icon, as sent | {told(total)} kB |")
    print(f"| {len(times)} pages never asked for before, to the first byte: median | {told(statistics.median(times))} ms |")
    print(f"| p99 | {told(percentile(times, 99))} ms |")
    print(f"| slowest, `{worst}` | {told(max(times))} ms |")
    print(f"| the very first of them | {told(times[0])} ms |")
    print(f"| a search as the second question after the start, before there is an index | {told(soonest)} ms |")
    print(f"| memory after all pages | {told(memory)} MB |")
    print(
        f"\nFirst page: {verdict(total, AIMS['page'], ' kB')}. First byte, p99: {verdict(percentile(times, 99), AIMS['first'], ' ms')}; "
        f"slowest: {verdict(max(times), AIMS['first'], ' ms')}.\n"
    )
    if os.environ.get("KOERS_SLOWEST"):
        for path in sorted(firsts, key=firsts.get, reverse=True)[:25]:
            print(f"    {firsts[path]:7.1f} ms {path}")


def hash_of(text):
    import hashlib

    return hashlib.sha256(text.encode()).digest()


def main():
    parser = argparse.ArgumentParser(prog="bench/serve/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short loads, one round: to try it out")
    parser.add_argument("--parts", default="speed,start,cold,lasting", help="only these, with commas between")
    asked = parser.parse_args()
    asked.seconds, asked.rounds, asked.starts = (2, 1, 5) if asked.quick else (10, 5, 21)
    DATA.mkdir(parents=True, exist_ok=True)
    parts = asked.parts.split(",")
    # Who is stopped stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    koers, static, datasette = peers = [Koers(), Static(), Datasette()]
    print(
        f"{datetime.date.today()}, {os.cpu_count()} processors ({platform.machine()}), Linux {platform.release()}; "
        + "; ".join(f"{peer.name} {peer.version()}" for peer in peers)
        + "\n"
    )
    try:
        koers.lay()
        koers.start()
        static.lay(koers)
        datasette.lay(koers)
        static.start()
        datasette.start()
        same(koers, static, datasette)
        if "speed" in parts:
            speed(peers, asked)
        if "start" in parts:
            starting(peers, asked)
        if "cold" in parts:
            cold(koers)
        if "lasting" in parts:
            lasting.reloading(koers, load, asked)
            lasting.stopping(koers, load, asked)
    finally:
        for peer in peers:
            peer.stop()


if __name__ == "__main__":
    main()
