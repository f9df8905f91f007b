"""TF-IDF with logistic regression, the baseline that every intent model should beat: python tfidf.py DATA

Words and pairs of words beside pieces of 2 to 4 characters, sublinear; C = 10. Few-shot rows and test rows as in `intent bench`.
Out of scope is judged by the largest probability.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.pipeline import make_pipeline, make_union

COLLECTIONS = ["banking77", "clinc150", "massive_zh_cn", "massive_en_us", "banking77_oos"]


def model(is_chinese):
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char" if is_chinese else "char_wb", ngram_range=(1, 3) if is_chinese else (2, 4), sublinear_tf=True)
    return make_pipeline(pieces if is_chinese else make_union(words, pieces), LogisticRegression(C=10, max_iter=1000))


def main():
    data = Path(sys.argv[1])
    figures = {}
    for name in COLLECTIONS:
        with open(data / name / "data.tsv", encoding="utf8", newline="") as lines:
            rows = {row["id"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
        seeds = json.loads((data / name / "fewshot.json").read_text())["10"]
        test = [row for row in rows.values() if row["split"] == "test"]
        inside = np.array([row["intent"] != "oos" for row in test])
        intents = np.array([row["intent"] for row in test])
        found = {"acc": [], "macro_f1": [], "auroc": [], "fpr95": []}
        for ids in seeds.values():
            fitted = model("zh" in name).fit([rows[number]["text"] for number in ids], [rows[number]["intent"] for number in ids])
            chances = fitted.predict_proba([row["text"] for row in test])
            predicted = fitted.classes_[chances.argmax(1)]
            found["acc"].append(100 * (predicted == intents)[inside].mean())
            found["macro_f1"].append(100 * f1_score(intents[inside], predicted[inside], average="macro"))
            if not inside.all():
                sure = chances.max(1)
                found["auroc"].append(roc_auc_score(inside, sure))
                found["fpr95"].append((sure[~inside] >= np.quantile(sure[inside], 0.05)).mean())
        figures |= {f"{name}_shot10_tfidf_{key}": round(float(np.mean(values)), 4) for key, values in found.items() if values}
        print(name, figures[f"{name}_shot10_tfidf_acc"], file=sys.stderr, flush=True)
    print(json.dumps(figures))


main()
