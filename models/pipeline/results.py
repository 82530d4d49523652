"""models/results.json: everything measured, by model. Each measurement is merged in when it is done."""

import json
from pathlib import Path


def read(path: Path) -> dict:
    if path.exists():
        return json.loads(path.read_text(encoding='utf-8'))
    return {'text': {}, 'references': {}, 'models': {}}


def add(path: Path, model: str | None = None, **measured):
    """Sets fields of a model, or of the whole where `model` is None; other measurements stay as they are in the file."""
    results = read(path)
    (results if model is None else results['models'].setdefault(model, {})).update(measured)
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + '\n', encoding='utf-8')


def merge(path: Path, name: str, measured: dict):
    """Adds to `text` or `references`, which the languages share: a part or a method that stands there keeps its other numbers."""
    results = read(path)
    for key, value in measured.items():
        results[name].setdefault(key, {}).update(value)
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + '\n', encoding='utf-8')
