"""Exports zh-poems with export.py and writes its golden.json.

    python3 poems_export.py          <work>/zh-poems/checkpoint.pt → models/zh-poems/
"""

import argparse
import json
from pathlib import Path

import cards
from corpus import MODELS
from export import export, load_checkpoint
from golden import golden, write
from poems_evaluate import ID
from tokenizer import Tokenizer

TEXTS = [
    ("opening", "五绝《春晓》\n春眠"),
    ("one token", "春"),
    ("heading", "七绝《早发白帝城》唐·李白\n"),
    ("half a poem", "五律《春望》唐·杜甫\n国破山河在，城春草木深。\n感时花溅泪，"),
    ("ci", "词《如梦令》李清照\n昨夜雨疏风骤，浓睡不消残酒。"),
    ("english", "Once upon a time there was a"),
    ("emoji and rare characters", "七绝《🐈》\n龘靐齉"),
    ("conversation", "What follows is a conversation.\n\nUser: 请写一首诗。\n\nAI Assistant:"),
    ("whitespace", "五绝《》\r\n\n\t 三  空　格\n"),
]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--work", type=Path, default=MODELS / ".work")
    arguments.add_argument("--out", type=Path, default=MODELS)
    options = arguments.parse_args()
    folder, work = options.out / ID, options.work / ID
    model, run = load_checkpoint(work / "checkpoint.pt")
    about = cards.about(ID, run, options.out / "results.json")
    measured = work / "measured.json"
    if measured.exists():
        about["bitsPerByte"] = {
            "poems": json.loads(measured.read_text(encoding="utf-8"))["bits"]["bitsPerByte"]["shipped"]
        }
    spec = export(model, options.work / "zh", folder, about)
    held_out = json.loads((options.work / "zh" / "held-out" / "poems.json").read_text(encoding="utf-8"))
    texts = [*TEXTS, ("full context", "\n\n".join(held_out[:12]))]
    command = "python3 models/pipeline/poems_export.py"
    heading = {"model": ID, "revision": spec["revision"], "command": command}
    result = golden(model, Tokenizer.load(folder), texts, heading)
    write(folder / "golden.json", result)
    print(
        f"{ID} {spec['revision']}: {spec['parameters']} parameters, {spec['bytes']} bytes, tolerance {result['tolerance']}"
    )


if __name__ == "__main__":
    main()
