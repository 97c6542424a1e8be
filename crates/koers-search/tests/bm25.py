"""Writes bm25.tsv: made-up documents, questions about them, and what others make of the scores.

Two outside answers: BM25 over running text alone by the package `bm25s` (its method "lucene"), and BM25F over title and text
in the second formulation below, written from Robertson and Zaragoza (2009), section 3.6. The words are codes, so that stems
and compounds play no part.

    pip install bm25s==0.3.16
    python bm25.py > bm25.tsv
"""

import math
import random

import bm25s

K1, B = 1.2, 0.75
WEIGHTS = {"title": 6.0, "text": 1.0}

dice = random.Random(2016)
words = [f"w{n}" for n in range(10, 40)]
skew = [1 / (1 + n) for n in range(len(words))]
documents = [
    {
        "title": dice.choices(words, skew, k=dice.randint(0, 4)),
        "text": dice.choices(words, skew, k=dice.randint(1, 40)),
    }
    for _ in range(40)
]
questions = [dice.sample(words, dice.randint(1, 4)) for _ in range(12)]

for number, document in enumerate(documents):
    print("document", f"d{number:02}", " ".join(document["title"]), " ".join(document["text"]), sep="\t")

package = bm25s.BM25(method="lucene", k1=K1, b=B, dtype="float64")
package.index([document["text"] for document in documents], show_progress=False)
for question in questions:
    for number, score in enumerate(package.get_scores(question)):
        if score > 0:
            print("text", " ".join(question), f"d{number:02}", repr(float(score)), sep="\t")

mean = {field: sum(len(document[field]) for document in documents) / len(documents) for field in WEIGHTS}
for question in questions:
    for number, document in enumerate(documents):
        score = 0.0
        for word in question:
            df = sum(any(word in other[field] for field in WEIGHTS) for other in documents)
            pseudo = sum(
                weight * document[field].count(word) / ((1 - B) + B * len(document[field]) / mean[field])
                for field, weight in WEIGHTS.items()
                if word in document[field]
            )
            idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
            score += idf * pseudo / (K1 + pseudo)
        if score > 0:
            print("fields", " ".join(question), f"d{number:02}", repr(score), sep="\t")
