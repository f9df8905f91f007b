"""Trains the student on the teachers' vectors, with a whole table first, then with everything quantised.

    python distil.py whole --steps 732 --use weights.npz ... --out whole.pt
    python distil.py quantised --steps 3600 --start whole.pt --table table.npz ... --out student.pt
    python distil.py quantised --steps 3600 --start student.pt ... --out longer.pt     # goes on

English learns from MiniLM (the vectors through a projection head, and the similarities inside a batch) and a little from
USE; Chinese learns from USE. The heads are thrown away. Half of the texts are read in lower case. In the second
part the codes stay, and codebooks, dense weights and rounding steps are learnt. The checkpoint is rewritten every
`SAVE_EVERY` steps.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import vocabulary
from student import DIMENSIONS, Student, batch, encode, published
from teachers import texts

SAVE_EVERY, TEMPERATURE, WARM, LAST_RATE = 200, 0.05, 0.03, 0.03
BITS, PROJECT_BITS = 3, 4
WORDS_SHARE = 1 / 3


class Lessons:
    """Texts of one language with their teachers' vectors, in batches of like length."""

    def __init__(self, lines, words, tokenizer, size, generator, **vectors):
        self.ids = [tokenizer(lines), tokenizer([line.lower() for line in lines])]
        self.lengths = np.array([len(row) for row in self.ids[0]])
        self.sentences = len(lines) - words
        self.vectors, self.size, self.generator = vectors, size, generator

    def epoch(self):
        """Every sentence once and a share of the single words, as shuffled lists of row numbers."""
        words = np.arange(self.sentences, len(self.lengths))
        rows = np.r_[np.arange(self.sentences), self.generator.choice(words, int(len(words) * WORDS_SHARE), False)]
        rows = rows[self.generator.permutation(len(rows))]
        for start in range(0, len(rows), 24 * self.size):
            part = rows[start : start + 24 * self.size]
            part = part[np.argsort(self.lengths[part] + 3 * self.generator.random(len(part)))]
            yield from (part[place : place + self.size] for place in range(0, len(part) - self.size // 2, self.size))

    def batch(self, rows):
        case = self.generator.integers(2, size=len(rows))
        return batch([self.ids[lower][row] for row, lower in zip(rows, case)])

    def teacher(self, name, rows):
        return F.normalize(torch.tensor(self.vectors[name][rows].astype(np.float32)), dim=1)


def lessons(english, chinese, generator):
    """Batches of both languages in random order, without end."""
    while True:
        order = [(english, rows) for rows in english.epoch()] + [(chinese, rows) for rows in chinese.epoch()]
        for place in generator.permutation(len(order)):
            yield order[place]


def similarity_loss(student, teacher):
    """How far the student's view of which texts of the batch are alike is from the teacher's."""
    own = torch.eye(len(student), dtype=torch.bool)
    ours = F.log_softmax((student @ student.T / TEMPERATURE).masked_fill(own, -1e4), 1)
    theirs = F.log_softmax((teacher / TEMPERATURE).masked_fill(own, -1e4), 1)
    return F.kl_div(ours, theirs, reduction="batchmean", log_target=True)


class Heads(nn.Module):
    """From the student's space to the teachers'."""

    def __init__(self):
        super().__init__()
        self.minilm, self.use = nn.Linear(DIMENSIONS, 384), nn.Linear(DIMENSIONS, DIMENSIONS)

    def fit(self, vectors, targets):
        """Ridge regression for MiniLM, identity for USE."""
        inputs = np.c_[vectors, np.ones(len(vectors))]
        gram = inputs.T @ inputs + 0.05 * len(inputs) / DIMENSIONS * np.eye(inputs.shape[1])
        found = torch.tensor(np.linalg.solve(gram, inputs.T @ targets), dtype=torch.float32)
        with torch.no_grad():
            self.minilm.weight.copy_(found[:-1].T)
            self.minilm.bias.copy_(found[-1])
            self.use.weight.copy_(torch.eye(DIMENSIONS))
            self.use.bias.zero_()

    def losses(self, vectors, lesson, rows):
        """The sum to minimise, and its parts by name."""
        use = lesson.teacher("use", rows)
        direct = (1 - F.cosine_similarity(self.use(vectors), use)).mean()
        if "minilm" not in lesson.vectors:
            alike = similarity_loss(vectors, use @ use.T)
            return 3 * direct + 0.3 * alike, {"chinese use": direct, "chinese alike": alike}
        minilm = lesson.teacher("minilm", rows)
        projected = F.normalize(self.minilm(vectors), dim=1)
        main, targets = (1 - (projected * minilm).sum(1)).mean(), minilm @ minilm.T
        alike = similarity_loss(vectors, targets) + 0.5 * similarity_loss(projected, targets)
        return 3 * main + 0.3 * direct + 0.3 * alike, {"minilm": main, "use": direct, "alike": alike}


def started(arguments, chosen):
    """The student to train, and the heads' state if they are trained already."""
    table, weights = published(arguments.use)
    student = Student(weights, table[chosen["source_rows"]])
    saved = torch.load(arguments.start, weights_only=True) if arguments.start else None
    if saved and "codes" not in saved["student"]:
        student.load_state_dict(saved["student"])
    if arguments.part == "quantised":
        if saved and "codes" in saved["student"]:
            names = ("codes", "codebooks", "fine_codes", "fine_codebooks")
            parts = {name: saved["student"][name].numpy() for name in names} | {"rotation": np.eye(DIMENSIONS, dtype=np.float32)}
        else:
            parts = np.load(arguments.table)
        student.quantise_table(**parts)
        student.quantise_dense(BITS, PROJECT_BITS)
        if saved and "codes" in saved["student"]:
            student.load_state_dict(saved["student"])
    return student, saved and saved["heads"]


def optimisers(student, heads, rate):
    """Adam with a rate for each kind of parameter; a whole table has sparse gradients and an optimiser of its own."""
    kinds = {"table": [], "codebooks": [], "steps": [], "rest": []}
    for name, parameter in student.named_parameters():
        kind = "codebooks" if "codebooks" in name else name.split(".")[-1]
        kinds[kind if kind in kinds else "rest"].append(parameter)
    groups = [
        {"params": kinds["rest"], "lr": rate},
        {"params": kinds["codebooks"], "lr": rate},
        {"params": kinds["steps"], "lr": 0.05 * rate},
        {"params": list(heads.parameters()), "lr": 1e-3},
    ]
    found = [torch.optim.AdamW([group for group in groups if group["params"]], weight_decay=0.0, betas=(0.9, 0.98))]
    if kinds["table"]:
        student.sparse = True
        found.append(torch.optim.SparseAdam(kinds["table"], lr=2 * rate))
    for optimiser in found:
        for group in optimiser.param_groups:
            group["full"] = group["lr"]
    return found, kinds["rest"]


def train(student, heads, stream, arguments):
    found, clipped = optimisers(student, heads, arguments.rate)
    begun, step, running = time.time(), 0, {}

    def save():
        state = {"student": student.state_dict(), "heads": heads.state_dict(), "bits": BITS, "project_bits": PROJECT_BITS}
        partial = arguments.out.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(arguments.out)

    for lesson, rows in stream:
        done = step / arguments.steps
        if done >= 1:
            break
        share = min(1, (done + 1 / arguments.steps) / WARM) * ((1 - LAST_RATE) * (1 - done) + LAST_RATE)
        for optimiser in found:
            optimiser.zero_grad(set_to_none=True)
            for group in optimiser.param_groups:
                group["lr"] = share * group["full"]
        with torch.autocast("cpu", torch.bfloat16):
            vectors = student(*lesson.batch(rows))
        loss, parts = heads.losses(vectors.float(), lesson, rows)
        loss.backward()
        nn.utils.clip_grad_norm_(clipped, 1.0)
        for optimiser in found:
            optimiser.step()
        step += 1
        for name, value in parts.items():
            running[name] = 0.97 * running.get(name, value.item()) + 0.03 * value.item()
        if step % 50 == 0:
            print(step, f"{time.time() - begun:.0f} s", {name: round(value, 4) for name, value in running.items()}, flush=True)
        if step % SAVE_EVERY == 0:
            save()
    save()
    print("steps", step)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=("whole", "quantised"))
    for name in ("--vocabulary", "--corpus", "--vectors", "--use", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    generator = np.random.default_rng(arguments.seed)

    chosen, tokenizer = vocabulary.load(arguments.vocabulary)
    corpus = json.loads(arguments.corpus.read_text(encoding="utf8"))
    english, chinese = texts(corpus)
    vectors = {name: np.load(arguments.vectors / f"{name}.npy") for name in ("english_minilm", "english_use", "chinese_use")}
    size, words = arguments.size, len(corpus["english_words"])
    english = Lessons(english, words, tokenizer, size, generator, minilm=vectors["english_minilm"], use=vectors["english_use"])
    chinese = Lessons(chinese, 0, tokenizer, size, generator, use=vectors["chinese_use"])

    student, trained = started(arguments, chosen)
    heads = Heads()
    if trained:
        heads.load_state_dict(trained)
    else:
        rows = np.sort(generator.choice(english.sentences, 12_000, False))
        sample = encode(student, [english.ids[0][row] for row in rows], half=True)
        heads.fit(sample, english.teacher("minilm", rows).numpy())
    train(student, heads, lessons(english, chinese, generator), arguments)


if __name__ == "__main__":
    main()
