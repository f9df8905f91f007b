"""Rotated product quantisation of the embedding table, weighted by how often a row is met.

    python quantise.py --vocabulary vocabulary.json (--use weights.npz | --checkpoint student.pt) --out table.npz

The table is rotated, cut into 64 groups of 8 dimensions, and each group of a row becomes one of 256 codewords. Rotation
and codewords are found in turns (optimised product quantisation), with weighted squared error. What is left of the first
rows, which are the commonest, is quantised once more the same way.
"""

import argparse
import time

import faiss
import numpy as np
import torch

import vocabulary
from student import published

GROUPS, CODEWORDS = 64, 256


def clustered(values, weights, rounds, start=None):
    """Codewords of weighted k-means, and the code of every row."""
    means = faiss.Kmeans(values.shape[1], CODEWORDS, niter=rounds, seed=0, min_points_per_centroid=1, max_points_per_centroid=10**6)
    means.train(values, weights=weights, init_centroids=start)
    return means.centroids.copy(), means.index.search(values, 1)[1][:, 0]


def quantised_groups(values, weights, rounds, starts):
    """Codes, codebooks and what they decode to, group by group."""
    size = values.shape[1] // GROUPS
    codes, codebooks, decoded = np.zeros((len(values), GROUPS), np.int64), [], np.empty_like(values)
    for group in range(GROUPS):
        place = slice(group * size, group * size + size)
        part = np.ascontiguousarray(values[:, place])
        words, codes[:, group] = clustered(part, weights, rounds, None if starts is None else starts[group])
        decoded[:, place] = words[codes[:, group]]
        codebooks.append(words)
    return codes, np.stack(codebooks).astype(np.float32), decoded


def balanced_rotation(table, weights):
    """Principal directions, dealt to the groups so that the products of their variances are alike."""
    centred = table - (weights[:, None] * table).sum(0) / weights.sum()
    variances, directions = np.linalg.eigh((centred * weights[:, None]).T @ centred / weights.sum())
    size = table.shape[1] // GROUPS
    groups, sums = [[] for _ in range(GROUPS)], np.zeros(GROUPS)
    for direction in np.argsort(-variances):
        group = min((group for group in range(GROUPS) if len(groups[group]) < size), key=lambda group: sums[group])
        groups[group].append(direction)
        sums[group] += np.log(variances[direction] + 1e-9)
    return directions[:, np.concatenate(groups)].T.astype(np.float32)


def quantise(table, weights, fine, turns=6):
    """Codes and codebooks of both stages, and the rotation: decoded rows are close to `table @ rotation.T`."""
    started, weights = time.time(), (weights / weights.mean()).astype(np.float32)
    mean = (weights[:, None] * table).sum(0) / weights.sum()
    total = (weights[:, None] * (table - mean) ** 2).sum()
    rotation, codebooks = balanced_rotation(table, weights), None
    for turn in range(turns):
        last = turn == turns - 1
        rotated = np.ascontiguousarray(table @ rotation.T)
        codes, codebooks, decoded = quantised_groups(rotated, weights, 12 if last else 8 if turn == 0 else 4, codebooks)
        error = (weights[:, None] * (decoded - rotated) ** 2).sum()
        print(f"turn {turn}: weighted relative error {(error / total) ** 0.5:.4f}, {time.time() - started:.0f} s", flush=True)
        if not last:
            left, _, right = np.linalg.svd((table * weights[:, None]).T @ decoded)
            rotation = (left @ right).T.astype(np.float32)
    rest = np.ascontiguousarray((rotated - decoded)[:fine])
    fine_codes, fine_codebooks, fine_decoded = quantised_groups(rest, weights[:fine], 12, None)
    decoded[:fine] += fine_decoded
    error = (weights[:, None] * (decoded - rotated) ** 2).sum()
    print(f"both stages: {(error / total) ** 0.5:.4f}, {time.time() - started:.0f} s", flush=True)
    return {
        "codes": codes,
        "codebooks": codebooks,
        "fine_codes": fine_codes,
        "fine_codebooks": fine_codebooks,
        "rotation": rotation,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--use", help="weights.npz of the teacher, for a table that was not tuned")
    parser.add_argument("--checkpoint", help="student whose table is quantised")
    parser.add_argument("--out", required=True)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    faiss.omp_set_num_threads(arguments.threads)
    chosen, _ = vocabulary.load(arguments.vocabulary)
    if arguments.checkpoint:
        table = torch.load(arguments.checkpoint, weights_only=True)["student"]["table"].numpy()
    else:
        table = published(arguments.use)[0][chosen["source_rows"]]
    parts = quantise(np.ascontiguousarray(table), np.array(chosen["weights"]), chosen["fine"])
    np.savez(arguments.out, **parts)


if __name__ == "__main__":
    main()
