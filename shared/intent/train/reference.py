"""The shipped encoder in plain NumPy, from the packed file alone: what every other implementation must agree with."""

import numpy as np

import container
from tokenizer import Tokenizer

WIDTHS, BEFORE, CHANNELS, FEATURES, EPSILON = (2, 3, 5), {2: 0, 3: 1, 5: 2}, 256, 1280, 1e-12

TEXTS = [
    "How do I reset my password?",
    "i was charged twice for the same order, please refund one of them",
    "",
    "  Two  spaces\tand a tab\n",
    "我的包裹什么时候能到？",
    "请帮我把iPhone 15的订单取消，谢谢！",
    "🙂👍",
    "thanks 🙏 that's all",
    "+44 20 7946 0958, 12:30, 3.14 € & 100%",
    "?!... -- (…) “quotes” ‘single’",
    "ＦＵＬＬ　ｗｉｄｔｈ ½ ﬁne",
    ("The parcel that I ordered last Monday has still not arrived, although the tracking page says that it was delivered to a "
     "neighbour; nobody here has seen it, the courier does not answer the phone, and your shop's form asks for a number that "
     "I cannot find. What shall I do now? Please send it again or return my money."),
]


def tokenizer(sections):
    """The tokenizer of a packed file."""
    low, high = map(float, sections["scores.range"])
    scores = [low + (high - low) * int(code) / 255 for code in sections["scores"]]
    return Tokenizer(sections["pieces"].split("\n"), scores)


def rows(numbers, ids):
    """Embeddings: a codeword for each of 64 groups, and a second one for the first rows."""
    embedded = []
    for piece in ids:
        row = [book[code] for book, code in zip(numbers["codebooks"], numbers["codes"][:, piece])]
        if piece < numbers["fine_codes"].shape[1]:
            fine = zip(numbers["fine_codebooks"], numbers["fine_codes"][:, piece])
            row = [value + book[code] for value, (book, code) in zip(row, fine)]
        embedded.append(np.concatenate(row))
    return np.stack(embedded)


def norm(values):
    centred = values - values.mean(1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(1, keepdims=True) + EPSILON)


def window(values, width):
    before = BEFORE[width]
    padded = np.pad(values, ((before, width - 1 - before), (0, 0)))
    return np.concatenate([padded[shift : shift + len(values)] for shift in range(width)], 1)


def forward(numbers, ids):
    relu = lambda values: np.maximum(values, 0)
    embedded = rows(numbers, ids)
    normed = norm(embedded @ numbers["project"] + numbers["project_bias"]) * numbers["gain"] + numbers["shift"]
    convolved = []
    for branch, width in enumerate(WIDTHS):
        inputs = normed[:, CHANNELS * branch : CHANNELS * (branch + 1)]
        hidden = relu(window(inputs, width) @ numbers[f"first{width}"] + numbers[f"first_bias{width}"]) + inputs
        convolved.append(relu(window(hidden, width) @ numbers[f"second{width}"] + numbers[f"second_bias{width}"]) + hidden)
    convolved = np.concatenate(convolved, 1)
    mean = (embedded @ numbers["ones"] + convolved.sum(1)) / FEATURES
    variance = ((embedded**2).sum(1) + (convolved**2).sum(1)) / FEATURES - mean**2
    centred = np.concatenate([embedded - mean[:, None] * numbers["ones"], convolved - mean[:, None]], 1)
    summed = (centred / np.sqrt(variance + EPSILON)[:, None]).sum(0)
    merged = (summed @ numbers["merge"] + len(ids) * numbers["merge_bias"]) / np.sqrt(len(ids))
    first = relu(merged @ numbers["dense0"])
    second = relu(merged @ numbers["skip1"] + first @ numbers["dense1"])
    third = relu(second @ numbers["dense2"])
    last = np.tanh(second @ numbers["skip3"] + third @ numbers["dense3"])
    return last / np.sqrt((last**2).sum())


def examples(path):
    """Texts of many kinds with their ids and vectors."""
    header, sections = container.read(path)
    numbers = container.dequantised(header, sections)
    numbers = {name: values.astype(np.float64) if values.dtype == np.float32 else values for name, values in numbers.items()}
    ids = tokenizer(sections)(TEXTS)
    vectors = [[round(float(value), 6) for value in forward(numbers, row)] for row in ids]
    return {"texts": TEXTS, "ids": ids, "vectors": vectors}
