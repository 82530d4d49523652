"""What the files of a model say about it in words: names, licences, dates, and the results of evaluate.py."""

import json
from pathlib import Path

NAMES = {
    'en-nano': 'English nano',
    'own-nano': 'English nano, own text only',
    'en-mini': 'English mini',
    'en-chat': 'English mini, tuned for chat',
    'en-small': 'English small',
    'en-medium': 'English medium',
}
LICENCE = 'MIT'
SOURCE = 'trained for this page by models/pipeline; see README.md in this folder'
TRAINED_ON = '2026-11-25'


def about(model_id: str, run: dict, results: Path) -> dict:
    """The fields of spec.json that do not follow from the weights. `run` has the tokens seen."""
    fields = {'id': model_id, 'name': NAMES[model_id], 'languages': ['en'], 'tokensSeen': run['tokens']}
    measured = json.loads(results.read_text(encoding='utf-8')) if results.exists() else {}
    if model_id in measured.get('models', {}):
        fields['bitsPerByte'] = measured['models'][model_id]['bitsPerByte']['shipped']
    return fields | {'licence': LICENCE, 'source': SOURCE, 'trainedOn': TRAINED_ON}
