"""The sentence encoder: three convolutions beside a sum of embeddings, then a small dense net.

`FORMAT.md` of the packed weights describes the same pass step by step. The table is either whole (`Student(weights,
table)`) or made of codes and codebooks in a rotated space (`quantise_table`); dense weights are whole or rounded to a few
bits with learnt steps (`quantise_dense`). Gradients pass the rounding straight through.
"""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

DIMENSIONS = 512
CHANNELS = 256
WIDTHS = (2, 3, 5)
# Places of a window that lie before the present piece.
BEFORE = {2: 0, 3: 1, 5: 2}
FEATURES = DIMENSIONS + len(WIDTHS) * CHANNELS
EPSILON = 1e-12
CHUNKS = 17


class Rounded(torch.autograd.Function):
    """Weights rounded to whole steps; both weights and steps (one per column) receive gradients."""

    @staticmethod
    def forward(context, weights, steps, most):
        scaled = weights / steps
        rounded = scaled.round().clamp(-most, most)
        context.save_for_backward(scaled, rounded)
        context.most = most
        return rounded * steps

    @staticmethod
    def backward(context, gradient):
        scaled, rounded = context.saved_tensors
        inside = scaled.abs() <= context.most + 0.5
        share = gradient * torch.where(inside, rounded - scaled, rounded)
        steps = share.sum(0, keepdim=True) / (scaled.shape[0] * context.most) ** 0.5
        return gradient * inside, steps, None


class Dense(nn.Module):
    """A matrix, applied from the right, whole or rounded."""

    def __init__(self, weights):
        super().__init__()
        self.weights = nn.Parameter(torch.tensor(np.ascontiguousarray(weights, dtype=np.float32)))
        self.bits = 0

    def quantise(self, bits):
        """Starts rounding, each column with the step of the least squared error among a few."""
        self.bits, most = bits, 2 ** (bits - 1) - 1
        weights = self.weights.detach()
        largest = weights.abs().amax(0, keepdim=True).clamp(min=1e-8)
        best, chosen = torch.full_like(largest, float("inf")), largest / most
        for share in np.arange(1.0, 0.25, -0.05):
            steps = largest * float(share) / most
            error = ((weights / steps).round().clamp(-most, most) * steps - weights).square().sum(0, keepdim=True)
            chosen, best = torch.where(error < best, steps, chosen), torch.minimum(error, best)
        self.steps = nn.Parameter(chosen)

    def used(self):
        if not self.bits:
            return self.weights
        return Rounded.apply(self.weights, self.steps.abs() + 1e-9, 2 ** (self.bits - 1) - 1)

    def forward(self, inputs):
        return inputs @ self.used()


def window(inputs, width):
    """Every place beside its neighbours, zeros where the text has ended: [texts, places, width * channels]."""
    before, places = BEFORE[width], inputs.shape[1]
    padded = F.pad(inputs, (0, 0, before, width - 1 - before))
    return torch.cat([padded[:, shift : shift + places] for shift in range(width)], 2)


class Student(nn.Module):
    def __init__(self, weights, table):
        super().__init__()
        self.table = nn.Parameter(torch.tensor(np.ascontiguousarray(table, dtype=np.float32)))
        for name, values in weights.items():
            setattr(self, name, Dense(values) if values.ndim == 2 else nn.Parameter(torch.tensor(values)))
        self.register_buffer("ones", torch.ones(DIMENSIONS))
        self.is_coded = False
        self.sparse = False

    def denses(self):
        return [(name, module) for name, module in self.named_children() if isinstance(module, Dense)]

    def quantise_table(self, codes, codebooks, fine_codes, fine_codebooks, rotation):
        """The table becomes codebooks[codes], plus a second stage for the first rows, in a space rotated by `rotation`.

        The rotation folds into the projection and the merging matrix. So does the final norm's gain; its shift becomes
        part of the bias. The norm's mean needs the rotated vector of ones.
        """
        self.is_coded = True
        del self.table
        groups, size, _ = codebooks.shape
        self.register_buffer("codes", torch.tensor(np.asarray(codes, dtype=np.int64)))
        self.register_buffer("fine_codes", torch.tensor(np.asarray(fine_codes, dtype=np.int64)))
        self.register_buffer("offsets", torch.arange(groups) * size)
        self.codebooks = nn.Parameter(torch.tensor(codebooks))
        self.fine_codebooks = nn.Parameter(torch.tensor(fine_codebooks))
        rotation = torch.tensor(rotation)
        with torch.no_grad():
            self.project.weights.copy_(rotation @ self.project.weights)
            self.merge_bias.add_(self.final_shift @ self.merge.weights)
            self.merge.weights.mul_(self.final_gain[:, None])
            self.merge.weights[:DIMENSIONS] = rotation @ self.merge.weights[:DIMENSIONS]
            self.ones.copy_(rotation @ torch.ones(DIMENSIONS))
        del self.final_gain, self.final_shift

    def quantise_dense(self, bits, project_bits):
        for name, dense in self.denses():
            dense.quantise(project_bits if name == "project" else bits)

    def rows(self, ids):
        """Embeddings of piece ids; every distinct piece is put together once."""
        if not self.is_coded:
            return F.embedding(ids, self.table, sparse=self.sparse)
        distinct, places = torch.unique(ids, return_inverse=True)
        dimension = self.codebooks.shape[2]
        rows = F.embedding(self.codes[distinct] + self.offsets, self.codebooks.view(-1, dimension)).reshape(-1, DIMENSIONS)
        fine = torch.nonzero(distinct < len(self.fine_codes))[:, 0]
        codes = self.fine_codes[distinct[fine]] + self.offsets
        rest = F.embedding(codes, self.fine_codebooks.view(-1, dimension)).reshape(-1, DIMENSIONS)
        return F.embedding(places, rows.index_add(0, fine, rest))

    def features(self, embedded, convolved):
        """The final norm over embedding and convolutions together."""
        if not self.is_coded:
            return F.layer_norm(torch.cat([embedded, convolved], 2), (FEATURES,), self.final_gain, self.final_shift, EPSILON)
        mean = (embedded @ self.ones + convolved.sum(2)) / FEATURES
        variance = (embedded.square().sum(2) + convolved.square().sum(2)) / FEATURES - mean.square()
        centred = torch.cat([embedded - mean[..., None] * self.ones, convolved - mean[..., None]], 2)
        return centred * (variance + EPSILON).rsqrt()[..., None]

    def forward(self, ids, lengths):
        """Vectors of unit length for ids [texts, places], whose rows are padded at the end."""
        mask = (torch.arange(ids.shape[1])[None] < lengths[:, None]).float()[..., None]
        embedded = self.rows(ids) * mask
        projected = (self.project(embedded) + self.project_bias).float()
        normed = F.layer_norm(projected, (len(WIDTHS) * CHANNELS,), self.gain, self.shift, EPSILON) * mask
        convolved = []
        for branch, width in enumerate(WIDTHS):
            inputs = normed[..., CHANNELS * branch : CHANNELS * (branch + 1)]
            first, second = getattr(self, f"first{width}"), getattr(self, f"second{width}")
            hidden = (F.relu(first(window(inputs, width)) + getattr(self, f"first_bias{width}")) + inputs) * mask
            outputs = F.relu(second(window(hidden, width)) + getattr(self, f"second_bias{width}")) + hidden
            convolved.append(outputs.float() * mask)
        summed = (self.features(embedded, torch.cat(convolved, 2)) * mask).sum(1)
        count = lengths[:, None].float()
        merged = (self.merge(summed) + count * self.merge_bias).float() / count.sqrt()
        first = F.relu(self.dense0(merged))
        second = F.relu(self.skip1(merged) + self.dense1(first))
        third = F.relu(self.dense2(second))
        return F.normalize(torch.tanh((self.skip3(second) + self.dense3(third)).float()), dim=1)


def published(path):
    """The teacher's whole table and its other weights under our names, from the package's `weights.npz`."""
    archive = np.load(path)
    parts = [archive[f"q{chunk + 1}"] * archive["scale"][chunk] + archive["lo"][chunk] for chunk in range(CHUNKS)]
    table = np.stack(parts, 1).reshape(-1, DIMENSIONS).astype(np.float32)
    joined = lambda name: np.concatenate([archive[f"{name}{width}"] for width in WIDTHS], -1)
    weights = {"project": joined("proj"), "project_bias": joined("proj_b"), "gain": joined("ln_g"), "shift": joined("ln_b")}
    for width in WIDTHS:
        weights[f"first{width}"], weights[f"first_bias{width}"] = archive[f"w1_{width}"], archive[f"b1_{width}"]
        weights[f"second{width}"], weights[f"second_bias{width}"] = archive[f"w2_{width}"], archive[f"b2_{width}"]
    names = {"final_gain": "ln_g", "final_shift": "ln_b", "merge": "cnn_W", "merge_bias": "cnn_b", "dense0": "d0"}
    names |= {"dense1": "d1", "dense2": "d2", "dense3": "d3", "skip1": "p1", "skip3": "p3"}
    weights |= {ours: archive[theirs] for ours, theirs in names.items()}
    return table, {name: np.asarray(values, dtype=np.float32) for name, values in weights.items()}


def batch(ids):
    """Lists of ids as one padded tensor, and their lengths."""
    lengths = [len(row) for row in ids]
    padded = np.zeros((len(ids), max(lengths)), dtype=np.int64)
    for row, values in zip(padded, ids):
        row[: len(values)] = values
    return torch.from_numpy(padded), torch.tensor(lengths)


@torch.inference_mode()
def encode(student, ids, size=256, half=False):
    """Vectors of many texts, in batches of like length; `half` computes products in bfloat16."""
    order = np.argsort([len(row) for row in ids], kind="stable")
    vectors = np.zeros((len(ids), DIMENSIONS), dtype=np.float32)
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        inputs, lengths = batch([ids[row] for row in chosen])
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            vectors[chosen] = student(inputs, lengths).float().numpy()
    return vectors
