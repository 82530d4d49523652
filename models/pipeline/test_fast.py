"""The hand-written training step against autograd: python3 -m unittest test_fast (needs torch and a C compiler)."""

import unittest

import torch

from fast import COMPILER, FastStep
from model import GPT2, Shape


def model(seed: int = 0) -> GPT2:
    torch.manual_seed(seed)
    made = GPT2(Shape(layers=2, heads=2, embedding=64, vocab=512, context=64))
    for p in made.parameters():
        p.data += 0.05 * torch.randn_like(p)
    return made


@unittest.skipUnless(COMPILER, 'no C compiler')
class FastStepTest(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.ids, self.targets = torch.randint(0, 512, (2, 6, 64))
        self.weights = torch.rand(6, 64)

    def test_loss_and_gradient_are_those_of_autograd_to_the_rounding_of_bf16(self):
        ours, plain = model(), model()
        loss = FastStep(ours).loss_and_gradient(self.ids, self.targets, self.weights)
        expected = plain.loss(self.ids, self.targets, weight=self.weights)
        expected.backward()
        self.assertAlmostEqual(loss, expected.item(), delta=2e-3)
        for (name, a), b in zip(ours.named_parameters(), plain.parameters()):
            self.assertLess(float((a.grad - b.grad).norm() / b.grad.norm()), 0.02, name)

    def test_pieces_add_up_to_the_whole_batch(self):
        import fast
        whole, parts = model(), model()
        FastStep(whole).loss_and_gradient(self.ids, self.targets)
        before, fast.PIECE = fast.PIECE, 128
        try:
            FastStep(parts).loss_and_gradient(self.ids, self.targets)
        finally:
            fast.PIECE = before
        for (name, a), b in zip(whole.named_parameters(), parts.parameters()):
            self.assertLess(float((a.grad - b.grad).norm() / a.grad.norm()), 0.02, name)

    def test_unlikelihood_is_that_of_the_tokens_before(self):
        ours, plain = model(), model()
        FastStep(ours, unlikelihood=0.5).loss_and_gradient(self.ids, self.targets)
        logits = plain(self.ids)[0]
        q = 1 - torch.softmax(logits, -1)
        extra = torch.zeros(())
        for b in range(6):
            for t in range(64):
                before = set(self.ids[b, :t + 1].tolist()) - {int(self.targets[b, t])}
                extra = extra - torch.log(q[b, t, sorted(before)]).sum()
        (plain.loss(self.ids, self.targets) + 0.5 * extra / self.ids.numel()).backward()
        for (name, a), b in zip(ours.named_parameters(), plain.named_parameters()):
            self.assertLess(float((a.grad - b[1].grad).norm() / b[1].grad.norm()), 0.02, name)

    def test_dropout_keeps_the_gradient_of_the_loss_it_gave(self):
        """Along the gradient the loss with the same masks falls as the gradient says."""
        made = model()
        loss = FastStep(made, dropout=0.3, seed=5).loss_and_gradient(self.ids, self.targets)
        self.assertNotAlmostEqual(loss, FastStep(model()).loss_and_gradient(self.ids, self.targets), places=4)
        slope = sum(float((p.grad ** 2).sum()) for p in made.parameters())
        step = 0.2 / slope
        for p in made.parameters():
            p.data -= step * p.grad
        after = FastStep(made, dropout=0.3, seed=5).loss_and_gradient(self.ids, self.targets)
        self.assertAlmostEqual((loss - after) / (step * slope), 1, delta=0.25)


if __name__ == '__main__':
    unittest.main()
