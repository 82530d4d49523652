"""Trains one model of configs.py, on CPU processes or a GPU, and can be stopped and continued at any step.

    python3 train.py en-mini --processes 2            continues from <work>/en-mini/checkpoint.pt if there is one
    python3 train.py en-mini --stable 900 --decay 300 the same run with another length; only the future changes
    python3 train.py en-small --device cuda           bf16, torch.compile and flash attention on torch 2

Writes <work>/<id>/checkpoint.pt every `--save` steps, on SIGTERM and at the end, and <work>/<id>/log.csv.
"""

import argparse
import csv
import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

# A CPU step makes and frees hundreds of MB. Without these glibc gives the pages back to the kernel each time, and
# page faults cost as much as the arithmetic (exp over 8 million values: 20 ms, against 5 ms). Read at process start.
MALLOC = 'glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=8000000000:glibc.malloc.top_pad=268435456'

import torch
import torch.distributed as dist

from batches import Mix
from configs import CONFIGS, Config
from corpus import MODELS
from model import GPT2
from muon import Muon
from tokenizer import Tokenizer

COLUMNS = ['step', 'tokens', 'seconds', 'rate', 'loss', 'held_out_bits_per_byte']


def rate(step: int, config: Config) -> float:
    """Share of the full learning rate at a step: warm-up, constant, linear decay (arXiv:2405.18392)."""
    left = config.stable_steps + config.decay_steps - step
    return min(1.0, (step + 1) / max(1, config.warmup_steps), left / max(1, config.decay_steps))


def optimisers(model: GPT2, config: Config):
    matrices = [(p, 3 if name.endswith('qkv.weight') else 1) for name, p in model.named_parameters()
                if p.dim() == 2 and name.startswith('blocks')]
    inside = {p for p, _ in matrices}
    others = [p for p in model.parameters() if p not in inside]
    return [Muon(matrices, config.matrix_rate, weight_decay=config.weight_decay),
            torch.optim.AdamW(others, config.other_rate, betas=(0.9, 0.98), weight_decay=0.01)]


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


def train(rank: int, options):
    config: Config = CONFIGS[options.model]
    config = replace(config, **{name: value for name, value in
                                (('stable_steps', options.stable), ('decay_steps', options.decay)) if value is not None})
    if options.processes > 1:
        dist.init_process_group('gloo', init_method=f'tcp://127.0.0.1:{options.port}', rank=rank,
                                world_size=options.processes)
    device, dtype = torch.device(options.device), torch.bfloat16
    torch.set_num_threads(options.threads)
    torch.manual_seed(config.seed)
    folder, corpus = options.work / options.model, options.work / config.corpus
    folder.mkdir(parents=True, exist_ok=True)
    model = GPT2(config.shape).to(device)
    mix = Mix(corpus / 'tokens', config.mix, config.seed * 100 + rank)
    steppers = optimisers(model, config)
    step, tokens, seconds = 0, 0, 0.0
    checkpoint = folder / 'checkpoint.pt'
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device)
        model.load_state_dict(saved['model'])
        for stepper, state in zip(steppers, saved['optimisers']):
            stepper.load_state_dict(state)
        if len(saved['mixes']) == options.processes:
            mix.restore(saved['mixes'][rank])
        step, tokens, seconds = saved['step'], saved['tokens'], saved['seconds']
    elif config.start_from:
        model.load_state_dict(torch.load(options.work / config.start_from / 'checkpoint.pt', map_location=device)['model'])
    full = [[group['lr'] for group in stepper.param_groups] for stepper in steppers] if step == 0 else \
        [[config.matrix_rate] * len(steppers[0].param_groups), [config.other_rate]]
    loss_of = torch.compile(model.loss) if device.type == 'cuda' and hasattr(torch, 'compile') else model.loss
    sample = held_out_sample(corpus, config)

    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))

    def save():
        states = [mix.state()]
        if options.processes > 1:
            states = [None] * options.processes
            dist.all_gather_object(states, mix.state())
        if rank == 0:
            torch.save({'model': model.state_dict(), 'optimisers': [s.state_dict() for s in steppers], 'mixes': states,
                        'step': step, 'tokens': tokens, 'seconds': seconds, 'shape': config.shape}, folder / 'new.pt')
            os.replace(folder / 'new.pt', checkpoint)

    def everyone(flag: bool) -> bool:
        if options.processes == 1:
            return flag
        votes = torch.tensor([float(flag)])
        dist.all_reduce(votes)
        return bool(votes.item())

    log = None
    if rank == 0:
        new = not (folder / 'log.csv').exists()
        log = open(folder / 'log.csv', 'a', newline='', encoding='utf-8')
        rows = csv.writer(log)
        if new:
            rows.writerow(COLUMNS)
    recent = []
    while step < config.stable_steps + config.decay_steps:
        began = time.monotonic()
        length = config.sequence if step < config.stable_steps else config.decay_sequence
        share = rate(step, config)
        for stepper, rates in zip(steppers, full):
            for group, lr in zip(stepper.param_groups, rates):
                group['lr'] = lr * share
        inputs, targets, weights = mix.batch(config.batch_tokens // options.processes // length, length)
        loss = loss_of(inputs.to(device), targets.to(device), dtype, None if weights is None else weights.to(device))
        loss.backward()
        gradients = [p.grad for p in model.parameters()]
        if options.processes > 1:
            flat = torch.cat([g.flatten() for g in gradients] + [loss.detach()[None]])
            dist.all_reduce(flat)
            flat /= options.processes
            for g, mean in zip(gradients, flat[:-1].split([g.numel() for g in gradients])):
                g.copy_(mean.view_as(g))
            loss = flat[-1]
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip)
        for stepper in steppers:
            stepper.step()
            stepper.zero_grad(set_to_none=True)
        recent.append(float(loss))
        step += 1
        tokens += config.batch_tokens
        seconds += time.monotonic() - began
        last = step == config.stable_steps + config.decay_steps
        stop = everyone(bool(stopping)) if step % 5 == 0 else False
        if rank == 0 and (step % 10 == 0 or last):
            measured = f'{bits_per_byte(model, sample, device, dtype):.4f}' if step % 100 == 0 or last else ''
            rows.writerow([step, tokens, f'{seconds:.1f}', f'{share:.4f}', f'{sum(recent) / len(recent):.4f}', measured])
            log.flush()
            recent.clear()
        if stop or last or step % options.save == 0:
            save()
        if stop:
            break


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model', choices=list(CONFIGS))
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    arguments.add_argument('--device', default='cpu')
    arguments.add_argument('--processes', type=int, default=1, help='CPU processes that share each batch')
    arguments.add_argument('--threads', type=int, default=1, help='threads of each process')
    arguments.add_argument('--port', type=int, default=29511)
    arguments.add_argument('--stable', type=int, help='steps at the full rate, instead of the configured number')
    arguments.add_argument('--decay', type=int, help='steps of decay')
    arguments.add_argument('--save', type=int, default=100, help='steps between checkpoints')
    options = arguments.parse_args()
    os.environ.setdefault('GLIBC_TUNABLES', MALLOC)
    torch.multiprocessing.start_processes(train, (options,), nprocs=options.processes, start_method='spawn')


if __name__ == '__main__':
    main()
