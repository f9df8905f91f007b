"""Text to piece ids, the same way in training and in the shipped encoder: NFKC, spaces to marks, best unigram path."""

import re
import unicodedata

from tokenizers import Tokenizer as Unigram
from tokenizers import models

UNKNOWN, FIRST, LAST = 0, 1, 2
SPECIALS = ["<unk>", "<s>", "</s>"]
MARK = "\u2581"
MOST_PIECES = 46
# Unicode's White_Space, less what NFKC has already made a space.
SPACE = re.compile("[\t-\r \x85\u1680\u2028\u2029]+")


def marked(text):
    """NFKC; every run of white space is one mark, and one mark stands before the first word. Empty if there is no word."""
    words = SPACE.split(unicodedata.normalize("NFKC", text))
    return "".join(MARK + word for word in words if word)


class Tokenizer:
    """Pieces in id order, the three specials first; a score for each."""

    def __init__(self, pieces, scores):
        # No text holds these names, so that the specials never match.
        names = [f"\ue000{name}\ue000" for name in SPECIALS]
        scored = list(zip(names + pieces[3:], [0.0, 0.0, 0.0, *scores[3:]]))
        self.unigram = Unigram(models.Unigram(scored, unk_id=UNKNOWN, byte_fallback=False))

    def __call__(self, texts):
        encoded = self.unigram.encode_batch([marked(text) for text in texts], add_special_tokens=False)
        return [[FIRST, *one.ids[:MOST_PIECES], LAST] for one in encoded]
