"""Writes the weights that ship, and vectors for another implementation to be tested against.

    python pack.py --vocabulary vocabulary.json --checkpoint student.pt --id NAME --out encoder.bin --reference reference.json
    python pack.py --vocabulary vocabulary.json --use weights.npz --table table.npz ...   # nothing tuned
"""

import argparse
import json
from pathlib import Path

import brotli
import numpy as np
import torch

import container
import reference
import vocabulary
from student import DIMENSIONS, Student, published

BITS, PROJECT_BITS = 3, 4
VECTORS = ["ones", "project_bias", "gain", "shift", "merge_bias"]
BIASES = [f"{layer}_bias{width}" for width in (2, 3, 5) for layer in ("first", "second")]
MATRICES = ["project"]
MATRICES += [f"{layer}{width}" for width in (2, 3, 5) for layer in ("first", "second")]
MATRICES += ["merge", "dense0", "dense1", "dense2", "dense3", "skip1", "skip3"]


def untuned(use, table, rows, bits, project_bits):
    """The published weights with a quantised table and rounded matrices."""
    whole, weights = published(use)
    student = Student(weights, whole[rows])
    student.quantise_table(**np.load(table))
    student.quantise_dense(bits, project_bits)
    return student.state_dict()


def group_scaled(codebooks):
    """Codebooks as signed bytes with a scale for each group."""
    scale = (np.abs(codebooks).max((1, 2)) / 127).astype(np.float16)
    scale = np.where(scale == 0, np.float16(1), scale)
    return np.clip(np.round(codebooks / scale.astype(np.float32)[:, None, None]), -127, 127), scale


def sections(state, chosen, bits, project_bits):
    numbers = {name: values.numpy() for name, values in state.items()}
    yield "pieces", "text", "\n".join(chosen["pieces"])
    yield "scores", "u8", chosen["score_codes"]
    yield "scores.range", "f16", chosen["score_range"]
    yield "codes", "u8", numbers["codes"].T
    yield "fine_codes", "u8", numbers["fine_codes"].T
    for name in ("codebooks", "fine_codebooks"):
        values, scale = group_scaled(numbers[name])
        yield name, "i8", values
        yield f"{name}.scale", "f16", scale
    for name in MATRICES:
        width = project_bits if name == "project" else bits
        most = 2 ** (width - 1) - 1
        steps = np.abs(numbers[f"{name}.steps"]) + 1e-9
        codes = np.clip(np.round(numbers[f"{name}.weights"] / steps), -most, most) + most
        yield name, f"b{width}", codes
        yield f"{name}.scale", "f16", steps[0]
    for name in VECTORS + BIASES:
        yield name, "f16", numbers[name]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--use")
    parser.add_argument("--table")
    parser.add_argument("--checkpoint")
    parser.add_argument("--id", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--reference", type=Path)
    arguments = parser.parse_args()
    chosen, _ = vocabulary.load(arguments.vocabulary)
    if arguments.checkpoint:
        saved = torch.load(arguments.checkpoint, weights_only=True)
        state, bits, project_bits = saved["student"], saved["bits"], saved["project_bits"]
    else:
        bits, project_bits = BITS, PROJECT_BITS
        state = untuned(arguments.use, arguments.table, chosen["source_rows"], bits, project_bits)
    parts = list(sections(state, chosen, bits, project_bits))
    container.write(arguments.out, {"id": arguments.id, "dimensions": DIMENSIONS}, parts)
    for name, kind, values in parts:
        data = container.section(name, kind, values)[1]
        if len(data) > 20_000:
            print(f"{name:16} {kind:5} {len(data):8} {len(brotli.compress(data, quality=11, lgwin=24)):8}")
    data = arguments.out.read_bytes()
    print("bytes", len(data), "brotli", len(brotli.compress(data, quality=11, lgwin=24)))
    if arguments.reference:
        arguments.reference.write_text(json.dumps(reference.examples(arguments.out), ensure_ascii=False), encoding="utf8")


if __name__ == "__main__":
    main()
