"""The encoder–decoder of "Attention Is All You Need" (Vaswani et al. 2017, arXiv:1706.03762), small.

Sinusoidal positions (§3.5), sublayers as LayerNorm(x + Sublayer(x)) (post-norm, §3.1), ReLU feed-forward (§3.3),
dropout on sublayer outputs and embeddings, embeddings scaled by √C, the target embedding shared with the output layer
(§3.4; source and target are different languages and share nothing).

Shapes: B sentences, S source tokens, T target tokens, C embedding, H heads, V vocabulary of one side.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from translate_data import BEGIN, END, PAD, UNKNOWN  # noqa: F401


@dataclass(frozen=True)
class TranslatorShape:
    source_vocab: int
    target_vocab: int
    embedding: int = 128
    heads: int = 4
    inner: int = 512  # width of the feed-forward layers
    layers: int = 2  # of the encoder and of the decoder
    context: int = 48
    dropout: float = 0.1


def sinusoids(length: int, c: int) -> torch.Tensor:
    """PE(pos, 2i) = sin(pos / 10000^(2i/C)), PE(pos, 2i+1) = cos(…). [length, C]"""
    angles = torch.arange(length)[:, None] / 10000 ** (torch.arange(0, c, 2) / c)
    return torch.stack([angles.sin(), angles.cos()], -1).reshape(length, c)


class Attention(nn.Module):
    """Multi-head attention (§3.2.2) of [B, T, C] over [B, S, C]; gives [B, T, C] and weights [B, H, T, S]."""

    def __init__(self, c: int, heads: int):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(c, c) for _ in range(4))

    def forward(self, x, memory, mask):
        split = lambda t: t.view(*t.shape[:2], self.heads, -1).transpose(1, 2)  # noqa: E731
        q, k, v = split(self.query(x)), split(self.key(memory)), split(self.value(memory))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(q.shape[-1]) + mask, -1)
        return self.out((weights @ v).transpose(1, 2).reshape(x.shape)), weights


class FeedForward(nn.Module):
    def __init__(self, c: int, inner: int):
        super().__init__()
        self.into, self.out = nn.Linear(c, inner), nn.Linear(inner, c)

    def forward(self, x):
        return self.out(F.relu(self.into(x)))


class EncoderLayer(nn.Module):
    def __init__(self, shape: TranslatorShape):
        super().__init__()
        c = shape.embedding
        self.attention, self.norm_1 = Attention(c, shape.heads), nn.LayerNorm(c)
        self.feed_forward, self.norm_2 = FeedForward(c, shape.inner), nn.LayerNorm(c)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x, mask):
        mixed, weights = self.attention(x, x, mask)
        x = self.norm_1(x + self.drop(mixed))
        return self.norm_2(x + self.drop(self.feed_forward(x))), weights


class DecoderLayer(nn.Module):
    def __init__(self, shape: TranslatorShape):
        super().__init__()
        c = shape.embedding
        self.attention, self.norm_1 = Attention(c, shape.heads), nn.LayerNorm(c)
        self.cross, self.norm_2 = Attention(c, shape.heads), nn.LayerNorm(c)
        self.feed_forward, self.norm_3 = FeedForward(c, shape.inner), nn.LayerNorm(c)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x, memory, causal, source):
        mixed, weights = self.attention(x, x, causal)
        x = self.norm_1(x + self.drop(mixed))
        looked, cross_weights = self.cross(x, memory, source)
        x = self.norm_2(x + self.drop(looked))
        return self.norm_3(x + self.drop(self.feed_forward(x))), weights, cross_weights


class Translator(nn.Module):
    def __init__(self, shape: TranslatorShape):
        super().__init__()
        self.shape = shape
        c = shape.embedding
        self.source, self.target = nn.Embedding(shape.source_vocab, c), nn.Embedding(shape.target_vocab, c)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.layers))
        self.drop = nn.Dropout(shape.dropout)
        self.register_buffer("positions", sinusoids(shape.context, c), persistent=False)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                # embeddings are scaled by √C on use, so that they start with unit variance there
                nn.init.normal_(p, std=c**-0.5) if name in {
                    "source.weight",
                    "target.weight",
                } else nn.init.xavier_uniform_(p)
            elif name.endswith("bias"):
                nn.init.zeros_(p)

    def embed(self, table, ids):
        return self.drop(table(ids) * math.sqrt(self.shape.embedding) + self.positions[: ids.shape[1]])

    @staticmethod
    def hide(mask):
        """0 where `mask` [B, S] is 1, the lowest float where it is 0. [B, 1, 1, S]"""
        return (1 - mask.float())[:, None, None] * torch.finfo(torch.float32).min

    def encode(self, ids, mask):
        """ids, mask [B, S] → memory [B, S, C] and the encoder's attention, per layer [B, H, S, S]."""
        x, hidden, attentions = self.embed(self.source, ids), self.hide(mask), []
        for layer in self.encoder:
            x, weights = layer(x, hidden)
            attentions.append(weights)
        return x, attentions

    def decode(self, ids, memory, mask):
        """Target ids [B, T] from <s> on → logits [B, T, V], self-attention [B, H, T, T] and cross-attention [B, H, T, S].

        Row t of the cross-attention is where the decoder looks while it chooses token t + 1, the word after ids[t].
        """
        t = ids.shape[1]
        causal = torch.full((t, t), torch.finfo(torch.float32).min).triu(1)
        x, hidden, attentions, crosses = self.embed(self.target, ids), self.hide(mask), [], []
        for layer in self.decoder:
            x, weights, cross = layer(x, memory, causal, hidden)
            attentions.append(weights)
            crosses.append(cross)
        return x @ self.target.weight.t(), attentions, crosses

    @torch.no_grad()
    def translate(self, ids, mask, limit: int = 40) -> torch.Tensor:
        """Greedy translation of [B, S]: [B, ≤ limit] target ids without <s>, </s> and what follows it as PAD."""
        memory, _ = self.encode(ids, mask)
        out = torch.full((len(ids), 1), BEGIN)
        done = torch.zeros(len(ids), dtype=torch.bool)
        for _ in range(limit):
            logits, _, _ = self.decode(out, memory, mask)
            chosen = logits[:, -1].argmax(-1).masked_fill(done, PAD)
            done = done | (chosen == END)
            out = torch.cat([out, chosen.masked_fill(done, PAD)[:, None]], 1)
            if done.all():
                break
        return out[:, 1:]
