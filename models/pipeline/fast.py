"""A training step for the CPU, three times as fast as autograd's: the gradient written out by hand.

A step's time goes to memory, not to arithmetic: with AMX a core multiplies bf16 matrices at 10¹² operations a second, while
a pass over the activations of 8,192 tokens does not fit any cache. So a batch is taken in pieces of `PIECE` tokens, what lies
between the products is one pass each (kernels.c), and activations are bf16, the residual stream and all sums fp32.
The same numbers as model.py's loss and its gradient up to the rounding of bf16 (test_fast.py).
"""

import ctypes
import math
import platform
import shutil
import subprocess
from pathlib import Path

import torch

from model import GPT2

PIECE = 2048  # tokens whose activations are alive at once
WINDOW = 64  # tokens back in which a repetition is counted against the model, where `unlikelihood` is not 0
SOURCE = Path(__file__).with_name('kernels.c')  # and bf16.h
COMPILER = shutil.which('cc')
FLAGS = ['-O3', '-march=native', '-ffast-math', '-shared', '-fPIC', '-std=gnu11',
         *(['-mprefer-vector-width=512'] if platform.machine() == 'x86_64' else [])]


def kernels() -> ctypes.CDLL:
    """kernels.c, compiled for this machine where that has not been done."""
    built = SOURCE.with_name('.kernels.so')
    changed = max(path.stat().st_mtime for path in (SOURCE, SOURCE.with_name('bf16.h')))
    if not built.exists() or built.stat().st_mtime < changed:
        made = built.with_suffix(f'.{id(built)}')
        subprocess.run([COMPILER, *FLAGS, '-o', made, SOURCE, '-lm'], check=True)
        made.replace(built)
    library = ctypes.CDLL(str(built))
    library.cross_entropy.restype = ctypes.c_double
    return library


class FastStep:
    """Loss and gradient of a GPT2 whose parameters are fp32. `dropout` is that of the embedding and of each branch into the stream.

    `unlikelihood` is the weight of −ln(1 − p) for every token of the last `WINDOW` that is not the next one (Welleck et al. 2020,
    arXiv:1908.04319): a small model, drawn at a low temperature, else repeats itself. The loss that is returned leaves it out.
    """

    def __init__(self, model: GPT2, dropout: float = 0.0, unlikelihood: float = 0.0, seed: int = 0):
        self.model, self.shape, self.library = model, model.shape, kernels()
        self.dropout, self.unlikelihood, self.generator = dropout, unlikelihood, torch.Generator().manual_seed(seed)
        self.parameters = dict(model.named_parameters())
        self.buffers: dict[tuple, torch.Tensor] = {}

    def buffer(self, name: str, *size: int, dtype=torch.bfloat16) -> torch.Tensor:
        key = (name, size)
        if key not in self.buffers:
            self.buffers[key] = torch.empty(size, dtype=dtype)
        return self.buffers[key]

    def call(self, kernel: str, *arguments):
        turned = [ctypes.c_void_p(a.data_ptr()) if isinstance(a, torch.Tensor) else
                  ctypes.c_float(a) if isinstance(a, float) else ctypes.c_long(a) for a in arguments]
        return getattr(self.library, kernel)(*turned)

    def loss_and_gradient(self, ids, targets, weights=None) -> float:
        """Mean weighted loss of a batch [B, T]; every parameter's .grad becomes its gradient."""
        self.narrow = {n: p.detach().to(torch.bfloat16) for n, p in self.parameters.items() if p.dim() == 2}
        for p in self.parameters.values():
            p.grad = torch.zeros_like(p)
        weights = torch.ones(ids.shape) if weights is None else weights
        weights = weights / weights.sum().clamp(min=1)
        rows = max(1, PIECE // ids.shape[1])
        return sum(self.piece(i.contiguous(), t.contiguous(), w.contiguous())
                   for i, t, w in zip(ids.split(rows), targets.split(rows), weights.split(rows)))

    def weight(self, name: str) -> torch.Tensor:
        return self.parameters[name].detach()

    def grad(self, name: str) -> torch.Tensor:
        return self.parameters[name].grad

    def product_back(self, name: str, d, x, out) -> torch.Tensor:
        """out = d · W, and W's gradient d' · x added up."""
        made = self.buffer(f'dW{d.shape[1]}', d.shape[1], x.shape[1])
        torch.mm(d.t(), x, out=made)
        self.call('accumulate', self.grad(name), made, made.numel())
        return torch.mm(d, self.narrow[name], out=out)

    def norm(self, x, name: str, slot):
        m, c = x.shape
        out, mean, rstd = self.buffer(f'norm {slot}', m, c), *(self.buffer(f'{k} {slot}', m, dtype=torch.float32) for k in 'μr')
        self.call('norm', x, self.weight(f'{name}.weight'), self.weight(f'{name}.bias'), out, mean, rstd, m, c)
        return out, mean, rstd

    def norm_back(self, dy, x, name: str, mean, rstd, dx, add: bool):
        self.call('norm_back', dy, x, self.weight(f'{name}.weight'), mean, rstd, dx, self.grad(f'{name}.weight'),
                  self.grad(f'{name}.bias'), *x.shape, int(add))

    def mask(self) -> tuple:
        """Seed, threshold and gain of a dropout."""
        if not self.dropout:
            return 0, 0, 1.0
        seed = int(torch.randint(2**31, (), generator=self.generator))
        return seed, int(self.dropout * 2**32), 1 / (1 - self.dropout)

    def piece(self, ids, targets, weights) -> float:
        (b, t), c, heads = ids.shape, self.shape.embedding, self.shape.heads
        m, size = b * t, c // heads
        fp32 = lambda name, *s: self.buffer(name, *s, dtype=torch.float32)
        x, first = fp32('x', m, c), self.mask()
        self.call('embed', self.weight('wte.weight'), self.weight('wpe.weight'), ids, x, m, t, c, *first)
        saved = []
        for n in range(self.shape.layers):
            name, bf = f'blocks.{n}', lambda kind, *s: self.buffer(f'{kind} {n}', *s)
            of = lambda kind: (self.narrow[f'{name}.{kind}.weight'].t(), self.weight(f'{name}.{kind}.bias'))
            w, bias = of('qkv')
            a, *stats = self.norm(x, f'{name}.ln_1', f'{n} 1')
            qkv = bf('qkv', 3, b * heads, t, size)
            self.call('split_heads', torch.mm(a, w, out=self.buffer('product', m, 3 * c)), bias, qkv, b, t, 3, heads, size,
                      1 / math.sqrt(size))
            p = torch.bmm(qkv[0], qkv[1].transpose(1, 2), out=bf('p', b * heads, t, t))
            self.call('softmax', p, b * heads, t)
            mixed = bf('mixed', m, c)
            self.call('merge_heads', torch.bmm(p, qkv[2], out=self.buffer('mix', b * heads, t, size)), mixed, mixed, b, t, 1,
                      heads, size, 1.0)
            w, bias = of('attention_out')
            middle, masks = fp32(f'middle {n}', m, c), (self.mask(), self.mask())
            self.call('residual', x, torch.mm(mixed, w, out=self.buffer('branch', m, c)), bias, middle, m, c, *masks[0])
            a2, *stats2 = self.norm(middle, f'{name}.ln_2', f'{n} 2')
            w, bias = of('mlp_in')
            h = torch.mm(a2, w, out=bf('h', m, 4 * c))
            inner = bf('inner', m, 4 * c)
            self.call('gelu', h, bias, inner, m, 4 * c)
            w, bias = of('mlp_out')
            after = fp32(f'after {n}', m, c)
            self.call('residual', middle, torch.mm(inner, w, out=self.buffer('branch', m, c)), bias, after, m, c, *masks[1])
            saved.append((x, a, stats, qkv, p, mixed, middle, a2, stats2, h, inner, masks))
            x = after

        final, *stats = self.norm(x, 'ln_f', 'f')
        wte = self.narrow['wte.weight']
        logits = torch.mm(final, wte.t(), out=self.buffer('logits', m, len(wte)))
        loss = self.call('cross_entropy', logits, targets, weights, m, len(wte), ids, t, WINDOW, float(self.unlikelihood), len(wte) - 1)
        d, dx = self.buffer('d', m, c), fp32('dx', m, c)
        self.norm_back(self.product_back('wte.weight', logits, final, d), x, 'ln_f', *stats, dx, False)
        for n in reversed(range(self.shape.layers)):
            x, a, stats, qkv, p, mixed, middle, a2, stats2, h, inner, masks = saved[n]
            name = f'blocks.{n}'
            self.call('residual_back', dx, d, self.grad(f'{name}.mlp_out.bias'), m, c, *masks[1])
            dh = self.product_back(f'{name}.mlp_out.weight', d, inner, self.buffer('dh', m, 4 * c))
            self.call('gelu_back', h, self.weight(f'{name}.mlp_in.bias'), dh, self.grad(f'{name}.mlp_in.bias'), m, 4 * c)
            self.norm_back(self.product_back(f'{name}.mlp_in.weight', dh, a2, d), middle, f'{name}.ln_2', *stats2, dx, True)
            self.call('residual_back', dx, d, self.grad(f'{name}.attention_out.bias'), m, c, *masks[0])
            merged = self.product_back(f'{name}.attention_out.weight', d, mixed, self.buffer('branch', m, c))
            dm, dp, dqkv = (self.buffer(k, *s) for k, s in (('mix', (b * heads, t, size)), ('dp', p.shape), ('dqkv', qkv.shape)))
            self.call('split_heads', merged, merged, dm, b, t, 1, heads, size, 1.0)
            torch.bmm(p.transpose(1, 2), dm, out=dqkv[2])
            torch.bmm(dm, qkv[2].transpose(1, 2), out=dp)
            self.call('softmax_back', p, dp, b * heads, t)
            torch.bmm(dp, qkv[1], out=dqkv[0])
            torch.bmm(dp.transpose(1, 2), qkv[0], out=dqkv[1])
            product = self.buffer('product', m, 3 * c)
            self.call('merge_heads', dqkv, product, self.grad(f'{name}.qkv.bias'), b, t, 3, heads, size, 1 / math.sqrt(size))
            self.norm_back(self.product_back(f'{name}.qkv.weight', product, a, d), x, f'{name}.ln_1', *stats, dx, True)
        self.call('embed_back', dx, ids, self.grad('wte.weight'), self.grad('wpe.weight'), m, t, c, *first)
        return loss
