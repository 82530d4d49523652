"""Muon: momentum whose update is orthogonalised, for the matrices inside the blocks.

Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/ — every direction of a weight matrix moves equally far,
which reaches a given loss in clearly fewer tokens than AdamW at this size. Embeddings, norms and biases, for which it
is not meant, stay with AdamW.
"""

import torch
import torch.distributed as dist


def orthogonalise(matrices: torch.Tensor, steps: int = 5, dtype=torch.bfloat16) -> torch.Tensor:
    """Nearest semi-orthogonal matrices, roughly (singular values 0.7–1.2), of [N, rows, columns], rows ≤ columns.

    A quintic Newton–Schulz iteration with the coefficients of the post above; it tolerates bf16.
    """
    x = (matrices / (matrices.norm(dim=(1, 2), keepdim=True) + 1e-7)).to(dtype)
    for _ in range(steps):
        gram = x @ x.transpose(1, 2)
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * (gram @ gram)) @ x
    return x.float()


def orthogonalise_shared(matrices: torch.Tensor) -> torch.Tensor:
    """The same, each process doing its share of the N matrices."""
    if not dist.is_initialized():
        return orthogonalise(matrices)
    rank, processes = dist.get_rank(), dist.get_world_size()
    result = torch.zeros_like(matrices)
    if rank < len(matrices):
        result[rank::processes] = orthogonalise(matrices[rank::processes])
    dist.all_reduce(result)
    return result


class Muon(torch.optim.Optimizer):
    """`matrices` are (weight, stacked) pairs: a weight of stacked matrices (q, k, v) is orthogonalised one by one."""

    def __init__(self, matrices, lr: float, momentum: float = 0.95, weight_decay: float = 0.0):
        groups = [{'params': [p], 'stacked': stacked} for p, stacked in matrices]
        super().__init__(groups, {'lr': lr, 'momentum': momentum, 'weight_decay': weight_decay})

    @torch.no_grad()
    def step(self):
        batches: dict[tuple, list] = {}
        for group in self.param_groups:
            p = group['params'][0]
            if 'momentum' not in self.state[p]:
                self.state[p]['momentum'] = torch.zeros_like(p)
            buffer = self.state[p]['momentum'].lerp_(p.grad, 1 - group['momentum'])
            update = p.grad.lerp(buffer, group['momentum'])  # Nesterov
            for target, part in zip(p.chunk(group['stacked']), update.chunk(group['stacked'])):
                tall = part.shape[0] > part.shape[1]
                wide = part.t() if tall else part
                batches.setdefault(tuple(wide.shape), []).append((group, target, tall, wide))
        for entries in batches.values():
            directions = orthogonalise_shared(torch.stack([wide for *_, wide in entries]))
            for (group, target, tall, _), direction in zip(entries, directions):
                stretch = max(1, target.shape[0] / target.shape[1]) ** 0.5
                target.mul_(1 - group['lr'] * group['weight_decay'])
                target.add_(direction.t() if tall else direction, alpha=-group['lr'] * stretch)
