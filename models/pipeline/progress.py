"""What a training run tells of itself: its log, and a fixed sample of held-out text measured now and then."""

import csv
import json
from pathlib import Path

import torch

from configs import Config
from model import GPT2
from tokenizer import Tokenizer

COLUMNS = ['step', 'tokens', 'seconds', 'rate', 'loss', 'held_out_bits_per_byte']


def held_out_sample(corpus: Path, config: Config, sequences: int = 24):
    """A fixed sample of held-out text: ids [sequences, context + 1] and its bytes of text."""
    tokenizer, length = Tokenizer.load(corpus), config.shape.context
    ids = []
    for part in config.validation:
        path = corpus / 'held-out' / f'{part}.json'
        for document in json.loads(path.read_text(encoding='utf-8')) if path.exists() else []:
            ids += tokenizer.encode(document) + [tokenizer.end_of_text]
    sequences = min(sequences, (len(ids) - 1) // length)
    rows = torch.tensor(ids[:sequences * length + 1])
    return torch.stack([rows[n * length:(n + 1) * length + 1] for n in range(sequences)]), \
        len(tokenizer.decode(rows[1:].tolist()).encode())


@torch.no_grad()
def bits_per_byte(model: GPT2, sample, device, dtype) -> float:
    rows, size = sample
    nats = sum(float(model.loss(row[None, :-1].to(device), row[None, 1:].to(device), dtype)) * (len(row) - 1)
               for row in rows)
    return nats / 0.6931471805599453 / size


class Log:
    """<work>/<id>/log.csv; rows after the step that a run continues from are dropped."""

    def __init__(self, path: Path, step: int):
        rows = []
        if path.exists() and step:
            with open(path, newline='', encoding='utf-8') as file:
                rows = [row for row in list(csv.reader(file))[1:] if int(row[0]) <= step]
        self.file = open(path, 'w', newline='', encoding='utf-8')
        self.table = csv.writer(self.file, lineterminator='\n')
        self.table.writerows([COLUMNS, *rows])
        self.file.flush()

    def add(self, *row):
        self.table.writerow(row)
        self.file.flush()
