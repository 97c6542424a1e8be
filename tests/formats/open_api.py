#!/usr/bin/env python3
"""Holds a running Koers to what others check of an open API.

    open_api.py ADDRESS [--rules linter.yaml] [--spectral PROGRAM] [--schemathesis PROGRAM] [--examples N]

ADDRESS is that of a server which may be asked a few thousand questions: `http://127.0.0.1:8080`. Nothing else is connected to.
Start it with `koers serve --address https://koers.example.org --rate 0`: the linter wants to see that visitors come by https, and a limit per client would
stop the tests.

It needs, and installs nothing:
- the rules of the linter, from the repository of the NL API Design Rules (`media/linter.yaml`), as --rules;
- spectral (npm package @stoplight/spectral-cli, 6.16.3 is known to work);
- schemathesis (Python package, 4.32.5) and jsonstat-validator (Python package, 0.4.6).

1. Spectral with the rules finds nothing in openapi.json: no error, no warning, no hint.
2. It does find something in a document that was spoiled: a check that cannot fail says nothing.
3. Every indicator as JSON-stat is valid JSON-stat 2.0.
4. Schemathesis finds no server error, no answer that breaks the document, no invalid question that is accepted and no valid one that is
   refused. What the document cannot say (which ids and codes there are) it is told.

Exit: 0 nothing was found, 1 something was, 2 something that is needed is not there.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

ROOT = "/api/v1"


def need(what: str, how: str) -> None:
    print(f"needed and not there: {what}", file=sys.stderr)
    print(f"for example: {how}", file=sys.stderr)
    sys.exit(2)


try:
    from jsonstat_validator import validate_jsonstat
except ImportError:
    need("the Python package jsonstat-validator", "python3 -m venv venv && venv/bin/pip install jsonstat-validator==0.4.6")


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read()


def items(address: str, path: str) -> list[dict]:
    """All items of a list."""
    return json.loads(get(f"{address}{ROOT}{path}?paginaGrootte=1000"))["items"]


def lint(spectral: str, rules: Path, document: Path) -> list[str]:
    """What the linter finds, a line each."""
    command = [spectral, "lint", "--ruleset", str(rules), "--format", "json", "--quiet", "--fail-severity", "hint", str(document)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found = json.loads(run.stdout[run.stdout.index("[") :])
    except ValueError:
        return [f"the linter did not run: {run.stderr.strip() or run.stdout.strip()}"]
    return [f"{one['code']}: {one['message']} ({'.'.join(map(str, one['path']))})" for one in found]


def spoil(document: dict) -> dict:
    """A document that breaks rules in a few places."""
    spoiled = json.loads(json.dumps(document))
    spoiled["info"].pop("contact")
    paths = spoiled["paths"]
    paths["/Nieuwe_Lijst/"] = paths.pop("/programmas")
    return spoiled


def known(address: str) -> dict[str, str]:
    """A value that exists for every name that can only be known by asking."""
    outcome = items(address, "/oordelen")[0]
    programme, line = outcome["programma"], outcome["lijn"]
    of_line = f"/programmas/{programme}"
    dataset = next(one for one in items(address, "/gegevenssets") if one["uitsplitsingen"] and "momentopname" in one)
    observation = json.loads(get(f"{address}{ROOT}/gegevenssets/{dataset['id']}/waarnemingen?paginaGrootte=1"))["items"][0]
    category, code = next(iter(observation["uitsplitsing"].items()))
    region = json.loads(get(f"{address}{ROOT}/stand"))["region"]["code"]
    # An indicator with a figure for the region of the site, so that there is a trace to ask for.
    for indicator in items(address, "/indicatoren"):
        values = f"{address}{ROOT}/indicatoren/{indicator['id']}/waarden?regio={region}&paginaGrootte=1"
        try:
            value = json.loads(get(values))["items"][0]
            break
        except (IndexError, urllib.error.HTTPError):
            continue
    successions = [one["id"] for one in items(address, "/opvolgingen")]
    return {
        "path.opvolgingId": (successions or ["geen"])[0],
        "path.programmaId": programme,
        "path.lijnId": line,
        "path.resultaatId": outcome["resultaat"],
        "path.doelstellingId": items(address, f"{of_line}/doelstellingen")[0]["id"],
        "path.activiteitId": items(address, f"{of_line}/activiteiten")[0]["id"],
        "path.indicatorId": indicator["id"],
        "path.gegevenssetId": dataset["id"],
        "path.gebiedCode": region,
        "query.regio": region,
        "query.lijn": line,
        "query.programma": programme,
        "query.periode": value["periode"],
        "query.periodeVan": "2000",
        "query.periodeTot": "2030",
        "query.meting": observation["meting"],
        "query.uitsplitsing": f"{category}:{code}",
    }


def schemathesis(program: str, address: str, document: Path, examples: int, folder: Path) -> int:
    """Runs Schemathesis; its own report goes to the screen."""
    settings = folder / "schemathesis.toml"
    lines = ["[parameters]"] + [f'"{name}" = {json.dumps(value)}' for name, value in known(address).items()]
    # A question that is too long is refused with 414, which is as good as 400.
    lines += ["[checks]", 'negative_data_rejection.expected-statuses = ["400", "404", "405", "406", "414"]']
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [program, "--config-file", str(settings), "run", str(document), "--url", f"{address}{ROOT}"]
    command += ["--checks", "all", "--exclude-checks", "ignored_auth", "--phases", "examples,coverage,fuzzing"]
    command += ["--max-examples", str(examples), "--continue-on-failure", "--no-color"]
    return subprocess.run(command, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--rules", type=Path, required=True)
    parser.add_argument("--spectral", default="spectral")
    parser.add_argument("--schemathesis", default="schemathesis")
    parser.add_argument("--examples", type=int, default=25)
    asked = parser.parse_args()
    address = asked.address.rstrip("/")
    if shutil.which(asked.spectral) is None:
        need(asked.spectral, "npm install @stoplight/spectral-cli@6.16.3, and --spectral node_modules/.bin/spectral")
    if shutil.which(asked.schemathesis) is None:
        need(asked.schemathesis, "venv/bin/pip install schemathesis==4.32.5, and --schemathesis venv/bin/schemathesis")
    if not asked.rules.is_file():
        need(str(asked.rules), "media/linter.yaml of the repository API-Design-Rules")

    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = json.loads(get(f"{address}{ROOT}/openapi.json"))
        good, bad = folder / "openapi.json", folder / "spoiled.json"
        good.write_text(json.dumps(document), encoding="utf-8")
        bad.write_text(json.dumps(spoil(document)), encoding="utf-8")
        found = lint(asked.spectral, asked.rules, good)
        wrong += found
        print(f"linter: {len(found)} findings in {len(document['paths'])} paths")
        caught = lint(asked.spectral, asked.rules, bad)
        print(f"linter: {len(caught)} findings in a document that was spoiled")
        if len(caught) < 2:
            wrong.append("the linter does not see what is wrong with a document that was spoiled")

        tables = 0
        for indicator in items(address, "/indicatoren"):
            try:
                table = get(f"{address}{ROOT}/indicatoren/{indicator['id']}/waarden.jsonstat")
            except urllib.error.HTTPError as error:
                if error.code != 404:
                    wrong.append(f"{indicator['id']}: {error}")
                continue
            try:
                validate_jsonstat(json.loads(table))
                tables += 1
            except Exception as error:  # noqa: BLE001 -- the package raises several kinds
                wrong.append(f"{indicator['id']}: {error}")
        print(f"JSON-stat: {tables} tables are valid")

        if schemathesis(asked.schemathesis, address, good, asked.examples, folder) != 0:
            wrong.append("Schemathesis found something: see above")
    for one in wrong:
        print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
