"""Chooses the pieces that the student keeps, by general word frequency in English and Chinese, and orders them.

    python vocabulary.py --spm sp.model --corpus corpus.json --out vocabulary.json

The choice looks at `wordfreq` alone. The order puts the pieces with a second quantisation stage first: the commonest by
word frequency and by the training texts. Inside both groups the order is that of the bytes, which compresses best.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import sentencepiece
from wordfreq import get_frequency_dict

from tokenizer import MARK, SPECIALS, Tokenizer

# What a capitalised form counts beside the lower-case form of an English word.
CAPITALISED = 0.15
# Scores are kept in steps that binary fractions hold exactly, so that no sum of them depends on its order.
STEPS_PER_UNIT = 16


def piece_frequencies(processor):
    """How often a piece is met in texts whose words have the frequencies of `wordfreq`."""
    frequencies = Counter()
    for language in ("en", "zh"):
        for word, frequency in get_frequency_dict(language, "best").items():
            forms = [(word, 1.0)] if language == "zh" else [(word, 1.0), (word.capitalize(), CAPITALISED)]
            for form, weight in forms:
                for number in processor.encode(form):
                    frequencies[number] += frequency * weight
                    piece = processor.id_to_piece(number)
                    if language == "zh" and piece.startswith(MARK) and len(piece) > 1:
                        inside = processor.piece_to_id(piece[1:])
                        if inside > 2:
                            frequencies[inside] += frequency
    return frequencies


def is_basic(piece):
    """The mark, single ASCII characters with or without it, and single Chinese punctuation marks."""
    character = piece.removeprefix(MARK)
    return len(character) <= 1 and (character.isascii() or re.match("[\u3000-\u303f\uff00-\uffef]", character) is not None)


def choose(processor, size):
    """Numbers of the kept pieces in the source's table, specials first, then the basic ones, then by frequency."""
    basic = [number for number in range(3, processor.get_piece_size()) if is_basic(processor.id_to_piece(number))]
    seen = set(basic)
    ranked = [number for number, _ in piece_frequencies(processor).most_common() if number > 2 and number not in seen]
    return [0, 1, 2] + (basic + ranked)[:size]


def stepped(scores):
    """Scores as bytes, with the lowest and the highest value that a byte stands for."""
    low = round(min(scores) * STEPS_PER_UNIT) / STEPS_PER_UNIT
    codes = np.clip(np.round((np.array(scores) - low) * STEPS_PER_UNIT), 0, 255).astype(int)
    return codes, low, low + 255 / STEPS_PER_UNIT


def row_weights(tokenizer, corpus, count):
    """How much a row's error matters: the root of its count in the training texts, with a prior by rank."""
    counts = np.zeros(count)
    texts = corpus["english"] + corpus["english_words"] + corpus["chinese"]
    for ids in tokenizer(texts):
        np.add.at(counts, ids, 1)
    prior = 15_000.0 / (np.arange(count) + 50)
    return np.sqrt(0.5 * counts + prior + 1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--spm", required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=22_000)
    parser.add_argument("--fine", type=int, default=7_500, help="rows with a second stage, specials among them")
    arguments = parser.parse_args()

    processor = sentencepiece.SentencePieceProcessor(arguments.spm)
    chosen = choose(processor, arguments.size)
    pieces = SPECIALS + [processor.id_to_piece(number) for number in chosen[3:]]
    raw = [processor.get_score(number) for number in chosen]
    codes, low, high = stepped(raw[3:])
    codes = np.concatenate([[0, 0, 0], codes])
    print("scores", min(raw[3:]), max(raw[3:]), "clipped", int((codes == 255).sum()))
    scores = low + codes / STEPS_PER_UNIT

    corpus = json.loads(arguments.corpus.read_text(encoding="utf8"))
    weights = row_weights(Tokenizer(pieces, scores.tolist()), corpus, len(pieces))
    by_weight = [0, 1, 2] + (3 + np.argsort(-weights[3:], kind="stable")).tolist()
    groups = by_weight[3 : arguments.fine], by_weight[arguments.fine :]
    order = [0, 1, 2] + [row for group in groups for row in sorted(group, key=lambda row: pieces[row].encode())]
    vocabulary = {
        "fine": arguments.fine,
        "pieces": [pieces[row] for row in order],
        "score_codes": [int(codes[row]) for row in order],
        "score_range": [low, high],
        "source_rows": [chosen[row] for row in order],
        "weights": [round(float(weights[row]), 4) for row in order],
    }
    arguments.out.write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf8")
    han = sum(bool(re.search("[\u4e00-\u9fff]", piece)) for piece in pieces)
    share = weights[by_weight[: arguments.fine]].sum() / weights.sum()
    print("pieces", len(pieces), "with Chinese characters", han, "weight of the fine rows", share)


def load(path):
    """The vocabulary, its tokenizer and its row weights."""
    vocabulary = json.loads(Path(path).read_text(encoding="utf8"))
    low, high = vocabulary["score_range"]
    scores = [low + (high - low) * code / 255 for code in vocabulary["score_codes"]]
    return vocabulary, Tokenizer(vocabulary["pieces"], scores)


if __name__ == "__main__":
    main()
