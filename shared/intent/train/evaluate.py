"""Few-shot accuracy of packed weights: logistic regression on the vectors alone, ten utterances per intent.

    python evaluate.py --weights encoder.bin --data DATA [--split test] [--fold]

The rows to learn from are the fixed ones of each collection's fewshot.json (three seeds); out of scope is judged by the
largest probability. Nothing may be chosen by the test split: use `--split val` for that.
"""

import argparse
import csv
import json
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import container
import reference
from student import Student, encode

COLLECTIONS = ["banking77", "clinc150", "massive_en_us", "massive_zh_cn"]
SHOTS = "10"


def student(path):
    """The packed weights as a module for batches, and their tokenizer."""
    header, sections = container.read(path)
    numbers = container.dequantised(header, sections)
    weights = {name: values for name, values in numbers.items() if "code" not in name and "score" not in name and name != "ones"}
    ones = weights["merge"].shape[0]
    weights |= {"final_gain": np.ones(ones, np.float32), "final_shift": np.zeros(ones, np.float32)}
    module = Student(weights, np.zeros((1, 512)))
    tables = [numbers["codes"].T, numbers["codebooks"], numbers["fine_codes"].T, numbers["fine_codebooks"]]
    module.quantise_table(*tables, np.eye(512, dtype=np.float32))
    module.ones.copy_(torch.tensor(numbers["ones"]))
    return module, reference.tokenizer(sections)


def false_positives(right, wrong):
    """Share of out-of-scope rows above the value that 95 % of the others exceed."""
    return float((wrong >= np.quantile(right, 0.05)).mean())


def figures(name, data, split, vectors_of):
    """Accuracy for each seed; out-of-scope figures where the collection has such rows."""
    with open(data / name / "data.tsv", encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    seeds = json.loads((data / name / "fewshot.json").read_text())[SHOTS]
    wanted = {number for numbers in seeds.values() for number in numbers}
    rows = [row for row in rows if row["split"] == split or row["id"] in wanted]
    vectors = vectors_of([row["text"] for row in rows])
    place = {row["id"]: index for index, row in enumerate(rows)}
    intents = np.array([row["intent"] for row in rows])
    tested = np.array([row["split"] == split for row in rows])
    inside, outside = tested & (intents != "oos"), tested & (intents == "oos")
    accuracy, auroc, fpr = [], [], []
    for seed in sorted(seeds):
        shots = [place[number] for number in seeds[seed]]
        head = LogisticRegression(C=10, max_iter=1000).fit(vectors[shots], intents[shots])
        sure = head.predict_proba(vectors[inside])
        accuracy.append(float((head.classes_[sure.argmax(1)] == intents[inside]).mean()))
        if outside.any():
            right, wrong = sure.max(1), head.predict_proba(vectors[outside]).max(1)
            auroc.append(float(roc_auc_score(np.r_[np.ones(len(right)), np.zeros(len(wrong))], np.r_[right, wrong])))
            fpr.append(false_positives(right, wrong))
    return accuracy, auroc, fpr


def table(vectors_of, data, split):
    for name in COLLECTIONS:
        accuracy, auroc, fpr = figures(name, data, split, vectors_of)
        line = f"{name:14} {split} {100 * np.mean(accuracy):.1f} ({' '.join(f'{100 * one:.1f}' for one in accuracy)})"
        if auroc:
            line += f"  AUROC {np.mean(auroc):.3f} FPR95 {np.mean(fpr):.2f}"
        print(line, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="test")
    parser.add_argument("--fold", action="store_true", help="lower case first, as the assistant does")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    module, tokenizer = student(arguments.weights)
    prepare = str.lower if arguments.fold else str
    table(lambda texts: encode(module, tokenizer([prepare(text) for text in texts])), arguments.data, arguments.split)


if __name__ == "__main__":
    main()
