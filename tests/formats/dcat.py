#!/usr/bin/env python3
"""Checks a catalogue of data sets against the shapes of DCAT-AP-NL.

    dcat.py CATALOGUE.ttl CATALOGUE.jsonld SHAPES.ttl [SHAPES.ttl ...]
            [--subclasses]

It needs the Python packages rdflib and pyshacl (0.40.1 is known to work), and installs nothing. It opens no connection: what the
shapes or the catalogue name elsewhere is not fetched. docs/guide/dcat.md says where the shapes are and what comes out.

1. The Turtle and the JSON-LD are read, and must say the same triples.
2. No blank nodes: what is said can be compared from one day to the next.
3. The shapes are read. A property shape without a path, which the European file holds two of, is left out, because no validator can
   do anything with it. So is a reference to a shape that no file describes.
4. Everything is validated. Violations are shown, warnings are counted by what they ask for.

Exit: 0 no violation, 1 something is wrong, 2 something that is needed is not there.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

try:
    import pyshacl
    import rdflib
    from rdflib.compare import graph_diff, to_isomorphic
    from rdflib.namespace import RDF, RDFS, SH
except ImportError as missing:
    print(f"needed and not there: the Python package {missing.name}", file=sys.stderr)
    print("for example: python3 -m venv venv && venv/bin/pip install pyshacl==0.40.1", file=sys.stderr)
    sys.exit(2)

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
FORMS = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld", ".nt": "nt"}


def read(path: Path) -> rdflib.Graph:
    """The triples of a file. A context that stands elsewhere would be fetched, so it is refused."""
    form = FORMS.get(path.suffix)
    if form is None:
        sys.exit(f"{path}: the form cannot be told from the name ({', '.join(FORMS)})")
    text = path.read_text(encoding="utf-8")
    if form == "json-ld" and not isinstance(json.loads(text).get("@context"), dict):
        sys.exit(f"{path}: the context must stand in the file")
    return rdflib.Graph().parse(data=text, format=form)


def shapes_of(paths: list[Path]) -> tuple[rdflib.Graph, list[str]]:
    """The shapes of all files together, without what no validator can use."""
    shapes = rdflib.Graph()
    for path in paths:
        shapes += read(path)
    dropped = []
    for subject, shape in list(shapes.subject_objects(SH.property)):
        if (shape, SH.path, None) not in shapes:
            shapes.remove((subject, SH.property, shape))
            dropped.append(f"sh:property without sh:path: {shape}")
    for subject, shape in list(shapes.subject_objects(SH.node)):
        if (shape, None, None) not in shapes:
            shapes.remove((subject, SH.node, shape))
            dropped.append(f"sh:node that no file describes: {shape}")
    return shapes, dropped


def short(graph: rdflib.Graph, term) -> str:
    """A term as people read it."""
    if term is None:
        return ""
    try:
        return graph.namespace_manager.normalizeUri(term)
    except (AttributeError, ValueError):
        return str(term)


def main() -> int:
    asks = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asks.add_argument("turtle", type=Path)
    asks.add_argument("json_ld", type=Path)
    asks.add_argument("shapes", type=Path, nargs="+")
    asks.add_argument(
        "--subclasses",
        action="store_true",
        help="a catalogue and a series are data sets too, as DCAT 3 has it: hold them to the shapes of data sets",
    )
    asked = asks.parse_args()
    for path in [asked.turtle, asked.json_ld, *asked.shapes]:
        if not path.is_file():
            print(f"needed and not there: {path}", file=sys.stderr)
            return 2

    catalogue, other = read(asked.turtle), read(asked.json_ld)
    wrong = False
    if to_isomorphic(catalogue) != to_isomorphic(other):
        wrong = True
        _, only_turtle, only_json = graph_diff(catalogue, other)
        print(f"Turtle and JSON-LD differ: {len(only_turtle)} triples only in the first, {len(only_json)} only in the second")
    else:
        print(f"Turtle and JSON-LD say the same {len(catalogue)} triples")
    blank = {node for triple in catalogue for node in triple if isinstance(node, rdflib.BNode)}
    if blank:
        wrong = True
        print(f"{len(blank)} blank nodes")
    for kind in ("Catalog", "Dataset", "DatasetSeries", "Distribution", "DataService"):
        print(f"  dcat:{kind}: {len(set(catalogue.subjects(RDF.type, DCAT[kind])))}")

    shapes, dropped = shapes_of(asked.shapes)
    for line in sorted(set(dropped)):
        print(f"left out of the shapes: {line}")
    # Everything is a resource (RDF Schema 1.1, 2.1), which the validator does not infer and some shapes ask for.
    for term in {term for triple in catalogue for term in triple if isinstance(term, rdflib.URIRef)}:
        catalogue.add((term, RDF.type, RDFS.Resource))
    if asked.subclasses:
        for part in (DCAT.Catalog, DCAT.DatasetSeries):
            catalogue.add((part, RDFS.subClassOf, DCAT.Dataset))
    _, report, _ = pyshacl.validate(
        catalogue,
        shacl_graph=shapes,
        advanced=False,
        inference="none",
        meta_shacl=False,
        do_owl_imports=False,
        allow_infos=True,
        allow_warnings=True,
    )
    warnings: Counter = Counter()
    violations = 0
    # Only what stands in the report itself: results within a result explain it, and may be wanted otherwise.
    for result in report.objects(None, SH.result):
        value = lambda name: report.value(result, SH[name])  # noqa: E731
        path = short(catalogue, value("resultPath"))
        check = str(value("sourceConstraintComponent")).rsplit("#", 1)[-1].removesuffix("ConstraintComponent")
        if value("resultSeverity") == SH.Violation:
            violations += 1
            print(f"VIOLATION {check} {path}")
            print(f"  of {short(catalogue, value('focusNode'))}")
            print(f"  value {short(catalogue, value('value'))}  {value('resultMessage')}")
        else:
            kinds = sorted(short(catalogue, kind) for kind in catalogue.objects(value("focusNode"), RDF.type) if kind != RDFS.Resource)
            warnings[(", ".join(kinds), path, check)] += 1
    for (kinds, path, check), count in sorted(warnings.items()):
        print(f"warning {count:4} × {kinds}: {path} ({check})")
    print(f"{violations} violations, {sum(warnings.values())} warnings of {len(warnings)} kinds")
    return 1 if wrong or violations else 0


if __name__ == "__main__":
    sys.exit(main())
