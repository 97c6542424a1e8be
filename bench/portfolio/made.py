"""A made-up register of so many actions, in the workspace of the example: what both measurements of the register begin with."""

import json
import os
import pathlib
import random
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "drenthe"
WORDS = "kade brug veld molen school fabriek haven dorp zorg water glas energie toerisme logistiek werk scholing".split()
STAGES = ["proposed", "granted", "running", "running", "running", "completed", "stopped"]


def text(rnd, many):
    return " ".join(rnd.choice(WORDS) for _ in range(many))


def action(rnd, number, model, sources, organisations):
    """An action in the form of one of the example, with amounts, a milestone and a risk of its own."""
    made = json.loads(json.dumps(rnd.choice(model)))
    made["id"] = f"verzonnen-{number:05}"
    made["title"] = {"nl": f"Verzonnen {text(rnd, 3)} {number}", "en": None}
    made["summary"] = {"nl": f"Verzonnen: {text(rnd, 25)}.", "en": None}
    made["stage"] = rnd.choice(STAGES)
    made["request"], made["dependencies"] = None, []
    made["from"], made["to"] = f"201{rnd.randint(6, 7)}-0{rnd.randint(1, 9)}-01", f"201{rnd.randint(8, 9)}-12-31"
    made["partners"] = [{"organisation": one, "role": "performer"} for one in sorted(rnd.sample(organisations, 2))]
    made["milestones"] = [{"id": "m1", "title": {"nl": text(rnd, 3), "en": None}, "due": "2018-06-30", "reached": None}]
    made["risks"] = [{"id": "r1", "title": {"nl": text(rnd, 4), "en": None}, "likelihood": "low", "impact": "high", "response": {"nl": text(rnd, 4), "en": None}}]
    source, lines = rnd.choice(sources), []
    for year in range(2016, 2016 + rnd.randint(1, 4)):
        amount = {"cents": rnd.randint(1, 500_000) * 100} if rnd.random() < 0.9 else "unknown"
        lines.append({"id": f"k{year}", "year": year, "step": "original", "side": "cost", "source": source, "amount": amount, "programme": None, "task_field": None})
    made["money"] = lines
    return {"koers_record": 1, "action": made}


def register(actions, path):
    """Writes it; the organisations and funding sources are those of the example."""
    rnd = random.Random(actions)
    kept = json.loads((EXAMPLE / "portfolio" / "register.json").read_text())["records"]
    named = [one for one in kept if "organisation" in one or "funding-source" in one]
    sources = [one["funding-source"]["id"] for one in named if "funding-source" in one]
    organisations = [one["organisation"]["id"] for one in named if "organisation" in one]
    model = [one["action"] for one in kept if "action" in one]
    made = [action(rnd, number, model, sources, organisations) for number in range(actions)]
    with open(path, "w") as file:
        json.dump({"koers_register": 1, "records": named + made}, file, ensure_ascii=False)


def workspace(path):
    """The policy of the example, and nothing entered yet."""
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("portfolio", "published", "snapshots", "cache", "*.html"))


def koers(*words, codes=(0,)):
    """Runs the program; gives what it wrote."""
    told = subprocess.run([os.environ["KOERS_BIN"], *map(str, words)], capture_output=True, text=True)
    if told.returncode not in codes:
        raise SystemExit(f"koers {' '.join(map(str, words))}: {told.returncode}\n{told.stderr[-2000:]}")
    return told.stdout


def entered(path, file):
    """Takes a register over into a workspace."""
    koers("portfolio", "import", file, "--workspace", path, "--who", "meting", "--reason", "verzonnen register om te meten")
