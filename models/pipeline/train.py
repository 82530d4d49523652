"""Trains one model of configs.py, on CPU processes or a GPU, and can be stopped and continued at any step.

    python3 train.py en-mini --processes 2            continues from <work>/en-mini/checkpoint.pt if there is one
    python3 train.py en-mini --stable 900 --decay 300 the same run with another length; only the future changes
    python3 train.py en-small --device cuda           bf16, torch.compile and flash attention on torch 2

Writes <work>/<id>/checkpoint.pt every `--save` steps, on SIGTERM and at the end, and <work>/<id>/log.csv.
"""

import argparse
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
from fast import COMPILER, FastStep
from model import GPT2
from muon import Muon
from progress import Log, bits_per_byte, held_out_sample


def left_of_round(step: int, config: Config) -> tuple[int, int]:
    """Steps left of the round that a step falls in, and how many of that round decay."""
    for stable, decay in config.rounds:
        if step < stable + decay:
            return stable + decay - step, decay
        step -= stable + decay
    return 0, config.rounds[-1][1]


def rate(step: int, config: Config) -> float:
    """Share of the full learning rate at a step: warm-up, then rounds of constant rate and linear decay."""
    left, decay = left_of_round(step, config)
    return min(1.0, (step + 1) / max(1, config.warmup_steps), left / max(1, decay))


def optimisers(model: GPT2, config: Config):
    matrices = [(p, 3 if name.endswith('qkv.weight') else 1) for name, p in model.named_parameters()
                if p.dim() == 2 and name.startswith('blocks')]
    inside = {p for p, _ in matrices}
    others = [p for p in model.parameters() if p not in inside]
    return [Muon(matrices, config.matrix_rate, weight_decay=config.weight_decay),
            torch.optim.AdamW(others, config.other_rate, betas=(0.9, 0.98), weight_decay=0.01)]


class Run:
    """One process of a training run. Processes differ in their data and agree on every update."""

    def __init__(self, rank: int, options):
        config: Config = CONFIGS[options.model]
        stable, decay = config.rounds[-1]
        last = (stable if options.stable is None else options.stable, decay if options.decay is None else options.decay)
        self.config = config = replace(config, rounds=(*config.rounds[:-1], last))
        self.rank, self.processes = rank, options.processes
        self.device, self.dtype = torch.device(options.device), torch.bfloat16
        self.folder, corpus = options.work / options.model, options.work / config.corpus
        self.folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config.seed)
        self.model = GPT2(config.shape).to(self.device)
        self.mix = Mix(corpus / 'tokens', config.mix, config.seed * 100 + rank)
        self.steppers = optimisers(self.model, config)
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.checkpoint = self.folder / 'checkpoint.pt'
        if self.checkpoint.exists():
            self.restore()
        elif options.start or config.start_from:
            base = self.load(options.start or options.work / config.start_from / 'checkpoint.pt')
            self.model.load_state_dict({name: value.float() for name, value in base['model'].items()})
            self.tokens = base['tokens']
        cuda = self.device.type == 'cuda'
        self.fast = None if cuda or not COMPILER else FastStep(self.model, config.dropout, seed=self.step * 64 + rank)
        self.loss = torch.compile(self.model.loss) if cuda else self.model.loss
        self.sample = held_out_sample(corpus, config)
        self.log = Log(self.folder / 'log.csv', self.step) if rank == 0 else None

    def load(self, path: Path) -> dict:
        return torch.load(path, map_location=self.device, weights_only=False)

    def restore(self):
        saved = self.load(self.checkpoint)
        self.model.load_state_dict(saved['model'])
        for stepper, state in zip(self.steppers, saved['optimisers']):
            stepper.load_state_dict(state)
        if len(saved['mixes']) == self.processes:  # with another number of processes the data begin anew
            self.mix.restore(saved['mixes'][self.rank])
        self.step, self.tokens, self.seconds = saved['step'], saved['tokens'], saved['seconds']

    def save(self):
        mixes = [self.mix.state()]
        if self.processes > 1:
            mixes = [None] * self.processes
            dist.all_gather_object(mixes, self.mix.state())
        if self.rank == 0:
            torch.save({'model': self.model.state_dict(), 'optimisers': [s.state_dict() for s in self.steppers],
                        'mixes': mixes, 'step': self.step, 'tokens': self.tokens, 'seconds': self.seconds,
                        'shape': self.config.shape}, self.folder / 'new.pt')
            os.replace(self.folder / 'new.pt', self.checkpoint)

    def sum_over_processes(self, values: torch.Tensor) -> torch.Tensor:
        if self.processes > 1:
            dist.all_reduce(values)
        return values

    def update(self) -> float:
        """One step of the optimisers; the loss of its batch over all processes, in nats per token."""
        began, config = time.monotonic(), self.config
        left, _ = left_of_round(self.step, config)
        length = config.sequence if left > config.long_steps else config.shape.context
        self.mix.weigh(config.mix if left > config.long_steps or not config.final_mix else config.final_mix)
        for stepper, full in zip(self.steppers, (config.matrix_rate, config.other_rate)):
            for group in stepper.param_groups:
                group['lr'] = full * rate(self.step, config)
        batch = self.mix.batch(config.batch_tokens // self.processes // length, length)
        inputs, targets, weights = (t if t is None else t.to(self.device) for t in batch)
        if self.fast:
            self.fast.unlikelihood = config.unlikelihood if left <= config.long_steps else 0.0
            loss = torch.tensor(self.fast.loss_and_gradient(inputs, targets, weights))
        else:
            loss = self.loss(inputs, targets, self.dtype, weights)
            loss.backward()
        if self.processes > 1:
            gradients = [p.grad for p in self.model.parameters()]
            flat = self.sum_over_processes(torch.cat([loss.detach()[None], *(g.flatten() for g in gradients)]) / self.processes)
            for gradient, mean in zip(gradients, flat[1:].split([g.numel() for g in gradients])):
                gradient.copy_(mean.view_as(gradient))
            loss = flat[0]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), config.clip)
        for stepper in self.steppers:
            stepper.step()
            stepper.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += config.batch_tokens
        self.seconds += time.monotonic() - began
        return loss.item()

    def train(self, save_every: int):
        stopping = []
        signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
        losses, stop, last = [], False, sum(map(sum, self.config.rounds))
        while self.step < last and not stop:
            losses.append(self.update())
            if self.step % 5 == 0:  # all processes stop at the same step
                stop = bool(self.sum_over_processes(torch.tensor([float(len(stopping))])))
            if self.log and (self.step % 10 == 0 or self.step == last):
                measured = ''
                if self.step % 100 == 0 or self.step == last:
                    measured = f'{bits_per_byte(self.model, self.sample, self.device, self.dtype):.4f}'
                self.log.add(self.step, self.tokens, f'{self.seconds:.1f}', f'{rate(self.step - 1, self.config):.4f}',
                             f'{sum(losses) / len(losses):.4f}', measured)
                losses.clear()
            if stop or self.step == last or self.step % save_every == 0:
                self.save()


def train(rank: int, options):
    torch.set_num_threads(options.threads)
    if options.processes > 1:
        dist.init_process_group('gloo', init_method=f'tcp://127.0.0.1:{options.port}', rank=rank,
                                world_size=options.processes)
    Run(rank, options).train(options.save)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('model', choices=list(CONFIGS))
    arguments.add_argument('--work', type=Path, default=MODELS / '.work')
    arguments.add_argument('--start', type=Path, help='a checkpoint whose weights the run begins with')
    arguments.add_argument('--device', default='cpu')
    arguments.add_argument('--processes', type=int, default=1, help='CPU processes that share each batch')
    arguments.add_argument('--threads', type=int, default=1, help='threads of each process')
    arguments.add_argument('--port', type=int, default=29511)
    arguments.add_argument('--stable', type=int, help='steps at the full rate in the last round, instead of the configured number')
    arguments.add_argument('--decay', type=int, help='steps of decay in the last round')
    arguments.add_argument('--save', type=int, default=100, help='steps between checkpoints')
    options = arguments.parse_args()
    os.environ.setdefault('GLIBC_TUNABLES', MALLOC)
    torch.multiprocessing.start_processes(train, (options,), nprocs=options.processes, start_method='spawn')


if __name__ == '__main__':
    main()
