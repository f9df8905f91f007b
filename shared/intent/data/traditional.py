"""Makes traditional.txt from OpenCC's TSCharacters.txt (Apache-2.0).

    pip download --no-deps --no-binary :all: opencc-python-reimplemented==0.1.7
    tar xzf opencc-python-reimplemented-0.1.7.tar.gz
    python3 traditional.py opencc-python-reimplemented-0.1.7/opencc/dictionary/TSCharacters.txt > traditional.txt

Kept: pairs of one character each, the first (commonest) simplified form, both inside the Basic Multilingual
Plane, unchanged by NFKC. Chains are followed to their end, so that one pass is enough.
"""

import sys
import unicodedata

pairs = {}
for line in open(sys.argv[1], encoding="utf8"):
    if "\t" not in line:
        continue
    traditional, simplified = line.rstrip("\n").split("\t")
    simplified = simplified.split(" ")[0]
    if len(traditional) == 1 and len(simplified) == 1 and traditional != simplified:
        pairs[traditional] = simplified


def end(character):
    seen = set()
    while character in pairs and character not in seen:
        seen.add(character)
        character = pairs[character]
    return character


closed = {traditional: end(traditional) for traditional in pairs}
targets = set(closed.values())
kept = sorted(
    (traditional, simplified)
    for traditional, simplified in closed.items()
    if traditional not in targets
    and ord(traditional) <= 0xFFFF
    and ord(simplified) <= 0xFFFF
    and unicodedata.normalize("NFKC", traditional) == traditional
    and unicodedata.normalize("NFKC", simplified) == simplified
)
print("# Traditional characters, each followed by its simplified form. Made by traditional.py from the data of")
print("# OpenCC (https://github.com/BYVoid/OpenCC), Apache License 2.0.")
for start in range(0, len(kept), 32):
    print("".join(a + b for a, b in kept[start : start + 32]))
