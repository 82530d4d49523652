"""Cross-entropy of a tied head without keeping the logits.

Logits of a batch are its largest tensor by far (8,192 tokens × 8,192 words = 268 MB in fp32). They are made in slices
that stay near the cache, and each slice's gradient is computed while it is there, so no slice is made twice or kept.
"""

import torch

SLICE = 1024  # tokens


class TiedHeadLoss(torch.autograd.Function):
    @staticmethod
    def forward(context, x, embedding, targets, dtype, weight):
        """x [N, C] fp32, embedding [V, C] fp32, targets [N], weight [N] or None → mean −ln p(target) over the weights."""
        total = x.new_zeros(())
        count = x.new_tensor(float(len(x))) if weight is None else weight.sum().clamp(min=1)
        w = embedding.to(dtype)
        x_gradient, w_gradient = torch.empty_like(x), torch.zeros_like(embedding)
        for start in range(0, len(x), SLICE):
            rows = slice(start, start + SLICE)
            inputs = x[rows].to(dtype)
            log_p = torch.log_softmax((inputs @ w.t()).float(), -1)
            chosen = targets[rows, None]
            scale = (1 / count).expand(len(inputs), 1) if weight is None else weight[rows, None] / count
            total -= (log_p.gather(1, chosen) * scale).sum()
            if not context.needs_input_grad[0]:
                continue
            gradient = log_p.exp_().mul_(scale)  # softmax − one-hot, scaled by each target's share of the mean
            gradient.scatter_add_(1, chosen, -scale.to(gradient.dtype))
            gradient = gradient.to(dtype)
            x_gradient[rows] = (gradient @ w).float()
            w_gradient += (gradient.t() @ inputs).float()
        context.save_for_backward(x_gradient, w_gradient)
        return total

    @staticmethod
    def backward(context, upstream):
        x_gradient, w_gradient = context.saved_tensors
        return x_gradient * upstream, w_gradient * upstream, None, None, None
