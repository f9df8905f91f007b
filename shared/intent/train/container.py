"""The file format of the weights: named sections behind a header of whole numbers, and a checksum at the end.

Layout, little endian: `FDSE`, u32 version, u32 length of the header, header as JSON, the sections in the header's order
without gaps, SHA-256 of everything before it. Kinds: u8, i8, f16, text (UTF-8; the shape is its length in bytes), b3 and b4
(codes of 3 or 4 bits, lowest bit first over the row-major matrix, the last byte filled with zeros).
"""

import hashlib
import json
import struct

import numpy as np

MAGIC, VERSION = b"FDSE", 1
WHOLE = {"u8": np.uint8, "i8": np.int8, "f16": np.dtype("<f2")}


def section(name, kind, values):
    """Header entry and bytes of one section."""
    if kind == "text":
        data = values.encode()
        return {"name": name, "kind": kind, "shape": [len(data)]}, data
    values = np.asarray(values)
    entry = {"name": name, "kind": kind, "shape": list(values.shape)}
    if kind in WHOLE:
        return entry, np.ascontiguousarray(values.astype(WHOLE[kind])).tobytes()
    bits = np.unpackbits(values.astype(np.uint8).reshape(-1, 1), axis=1, bitorder="little")[:, : int(kind[1])]
    return entry, np.packbits(bits.reshape(-1), bitorder="little").tobytes()


def write(path, header, sections):
    parts = [section(*one) for one in sections]
    header = header | {"sections": [entry for entry, _ in parts]}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    data = MAGIC + struct.pack("<II", VERSION, len(text)) + text + b"".join(data for _, data in parts)
    path.write_bytes(data + hashlib.sha256(data).digest())


def values_of(entry, data):
    kind, shape = entry["kind"], entry["shape"]
    if kind == "text":
        return data.decode()
    if kind in WHOLE:
        return np.frombuffer(data, WHOLE[kind]).reshape(shape)
    width, count = int(kind[1]), int(np.prod(shape))
    bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")[: count * width].reshape(count, width)
    return (bits << np.arange(width)).sum(1).reshape(shape)


def size_of(entry):
    count = int(np.prod(entry["shape"]))
    bits = {"u8": 8, "i8": 8, "f16": 16, "text": 8, "b3": 3, "b4": 4}[entry["kind"]]
    return (count * bits + 7) // 8


def read(path):
    """Header, and the sections by name."""
    data = path.read_bytes()
    body, digest = data[:-32], data[-32:]
    version, length = struct.unpack("<II", body[4:12])
    if body[:4] != MAGIC or version != VERSION or hashlib.sha256(body).digest() != digest:
        raise ValueError(f"{path} is damaged or of another version")
    header, place, sections = json.loads(body[12 : 12 + length]), 12 + length, {}
    for entry in header["sections"]:
        sections[entry["name"]] = values_of(entry, body[place : place + size_of(entry)])
        place += size_of(entry)
    if place != len(body):
        raise ValueError(f"{path} has bytes that no section owns")
    return header, sections


def dequantised(header, sections):
    """Sections as numbers: codes times the scale of their column (matrices) or of their group (codebooks)."""
    kinds, numbers = {entry["name"]: entry["kind"] for entry in header["sections"]}, {}
    for name, values in sections.items():
        if name.endswith(".scale"):
            continue
        scale = sections.get(name + ".scale")
        if kinds[name] == "f16":
            numbers[name] = values.astype(np.float32)
        elif kinds[name] == "i8":
            numbers[name] = values.astype(np.float32) * scale.astype(np.float32)[:, None, None]
        elif kinds[name] in ("b3", "b4"):
            middle = 2 ** (int(kinds[name][1]) - 1) - 1
            numbers[name] = (values.astype(np.float32) - middle) * scale.astype(np.float32)
        elif kinds[name] == "u8":
            numbers[name] = values
    return numbers
