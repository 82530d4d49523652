"""GPT-2 (Radford et al. 2019): pre-norm blocks, learned positions, GELU in its tanh form, tied embeddings, biases.

Shapes: B sequences, T tokens, P tokens before them in the cache, V vocabulary, C embedding, H heads, L layers.
Parameters are fp32. `dtype` is the type of the matrix products; the residual stream, the norms and the loss are fp32.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from loss import TiedHeadLoss


@dataclass(frozen=True)
class Shape:
    layers: int
    heads: int
    embedding: int
    vocab: int = 8192
    context: int = 512

    @property
    def parameters(self) -> int:
        """Number of trained values; the head shares the token embedding."""
        c = self.embedding
        return (self.vocab + self.context) * c + self.layers * (12 * c * c + 13 * c) + 2 * c


def linear(layer: nn.Linear, x: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return F.linear(x.to(dtype), layer.weight.to(dtype), layer.bias.to(dtype))


def causal_mask(queries: int, keys: int, like: torch.Tensor) -> torch.Tensor:
    """0 where a query may look and −∞ where the key lies in its future; the queries are the last of the keys. [T, P+T]"""
    return torch.full((queries, keys), -math.inf, dtype=like.dtype, device=like.device).triu(1 + keys - queries)


def attend(q, k, v):
    """Causal attention [B, H, T, C/H] of the last T of P+T positions, and its weights [B, H, T, P+T]."""
    b, h, t, size = q.shape
    keys = k.shape[2]
    mask = causal_mask(t, keys, q).expand(b * h, t, keys)
    scores = torch.baddbmm(mask, q.reshape(b * h, t, size), k.reshape(b * h, keys, size).transpose(1, 2),
                           alpha=1 / math.sqrt(size))
    weights = torch.softmax(scores, -1)
    return torch.bmm(weights, v.reshape(b * h, keys, size)).view(b, h, t, size), weights.view(b, h, t, keys)


class Block(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        c = shape.embedding
        self.heads = shape.heads
        self.ln_1 = nn.LayerNorm(c)
        self.qkv = nn.Linear(c, 3 * c)
        self.attention_out = nn.Linear(c, c)
        self.ln_2 = nn.LayerNorm(c)
        self.mlp_in = nn.Linear(c, 4 * c)
        self.mlp_out = nn.Linear(4 * c, c)

    def forward(self, x, dtype, past=None):
        """x [B, T, C] → x [B, T, C], (keys, values) each [B, H, P+T, C/H], attention weights or None."""
        b, t, c = x.shape
        q, k, v = linear(self.qkv, self.ln_1(x), dtype).view(b, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        if past is None and q.is_cuda:  # flash attention, which keeps no weights
            mixed, weights = F.scaled_dot_product_attention(q, k, v, is_causal=True), None
        else:
            mixed, weights = attend(q, k, v)
        x = x + linear(self.attention_out, mixed.transpose(1, 2).reshape(b, t, c), dtype).to(x.dtype)
        # GELU in fp32: twice as fast as in bf16 on a CPU, and fused away on a GPU.
        inner = F.gelu(linear(self.mlp_in, self.ln_2(x), dtype).to(x.dtype), approximate='tanh')
        return x + linear(self.mlp_out, inner, dtype).to(x.dtype), (k, v), weights


class GPT2(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.wte = nn.Embedding(shape.vocab, shape.embedding)
        self.wpe = nn.Embedding(shape.context, shape.embedding)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.ln_f = nn.LayerNorm(shape.embedding)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                # Projections onto the residual stream are scaled down by the number of additions (GPT-2, §2.3).
                std = 0.02 / math.sqrt(2 * shape.layers) if '_out.' in name else 0.02
                nn.init.normal_(parameter, std=std)
            elif name.endswith('bias'):
                nn.init.zeros_(parameter)

    def embed(self, ids, past_length: int = 0):
        positions = torch.arange(past_length, past_length + ids.shape[1], device=ids.device)
        return self.wte(ids) + self.wpe(positions)

    def loss(self, ids, targets, dtype=torch.float32, weight=None):
        """Mean cross-entropy of `targets` [B, T] in nats; `weight` [B, T] counts each target, all 1 if None."""
        x = self.embed(ids)
        for block in self.blocks:
            x, _, _ = block(x, dtype)
        return TiedHeadLoss.apply(self.ln_f(x).flatten(0, 1), self.wte.weight, targets.flatten(), dtype,
                                  None if weight is None else weight.flatten())

    def forward(self, ids, cache=None, dtype=torch.float32, last: bool = False, inside: bool = False):
        """Logits [B, T, V] (of the last position only if `last`) and the cache: per layer keys and values.

        With `inside` also hidden states, L+1 of [B, T, C] before the final norm, and L attention weights [B, H, T, P+T].
        """
        x = self.embed(ids, cache[0][0].shape[2] if cache else 0)
        hidden, attentions, present = [x], [], []
        for n, block in enumerate(self.blocks):
            x, kv, weights = block(x, dtype, cache[n] if cache else None)
            hidden.append(x)
            attentions.append(weights)
            present.append(kv)
        logits = F.linear(self.ln_f(x[:, -1:] if last else x).to(dtype), self.wte.weight.to(dtype)).float()
        return (logits, present, hidden, attentions) if inside else (logits, present)
