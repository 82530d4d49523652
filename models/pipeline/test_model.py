"""What the parts that compute promise, on small inputs."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from batches import Part
from evaluate import bits_of
from export import quantise, shipped
from generate import continuations, draw, philox2x32
from loss import TiedHeadLoss
from model import GPT2, Shape
from muon import orthogonalise


def small_model(context: int = 32) -> GPT2:
    torch.manual_seed(0)
    return GPT2(Shape(layers=2, heads=2, embedding=16, vocab=64, context=context)).eval()


class DataTest(unittest.TestCase):
    def test_a_part_gives_every_token_once_a_pass_and_continues_where_it_was(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / 'part.npz'
            np.savez(path, ids=np.arange(5000, dtype=np.uint16), starts=np.array([0, 2000, 3500]))
            part, other = Part(path, 1), Part(path, 1)
            self.assertEqual(sorted(np.concatenate([part.take(50) for _ in range(100)])), list(range(5000)))
            state = part.state()
            expected = part.take(300)
            other.restore(state)
            np.testing.assert_array_equal(other.take(300), expected)


class ModelTest(unittest.TestCase):
    def test_the_cache_changes_nothing(self):
        model, ids = small_model(), torch.randint(0, 64, (1, 20))
        whole, _ = model(ids)
        first, cache = model(ids[:, :7])
        second, cache = model(ids[:, 7:19], cache)
        third, _ = model(ids[:, 19:], cache)
        torch.testing.assert_close(torch.cat([first, second, third], 1), whole, atol=1e-5, rtol=0)

    def test_sliced_loss_and_its_gradients_are_those_of_cross_entropy(self):
        torch.manual_seed(0)
        x, w = torch.randn(2500, 8, requires_grad=True), torch.randn(50, 8, requires_grad=True)
        targets, weight = torch.randint(0, 50, (2500,)), torch.rand(2500)
        ours = torch.autograd.grad(TiedHeadLoss.apply(x, w, targets, torch.float32, weight) * 3, [x, w])
        plain = (F.cross_entropy(x @ w.t(), targets, reduction='none') * weight).sum() / weight.sum()
        for a, b in zip(ours, torch.autograd.grad(plain * 3, [x, w])):
            torch.testing.assert_close(a, b, atol=1e-6, rtol=1e-4)

    def test_orthogonalised_matrices_move_every_direction_about_equally(self):
        torch.manual_seed(0)
        singular = torch.linalg.svdvals(orthogonalise(torch.randn(3, 32, 80), dtype=torch.float32))
        self.assertTrue(0.6 < float(singular.min()) and float(singular.max()) < 1.3)

    def test_quantised_weights_are_within_half_a_step(self):
        matrix = torch.randn(20, 30)
        values, scale = quantise(matrix)
        self.assertLessEqual(float((values.float() * scale - matrix).abs().max() / scale.max()), 0.5001)
        torch.testing.assert_close(shipped(small_model()).ln_f.weight, small_model().ln_f.weight)

    def test_samples_stop_at_the_end_and_repeat_with_their_seed(self):
        model = small_model()
        drawn = continuations(model, [1, 2], [4, 5, 6], 20, end=3)
        self.assertEqual(continuations(model, [1, 2], [5], 20, end=3), drawn[1:2])
        self.assertTrue(all(3 not in row for row in drawn))

    def test_random_numbers_are_philox(self):
        # Known answers of Random123 (kat_vectors, philox2x32 with 10 rounds).
        self.assertEqual(philox2x32(0, 0, 0), (0xFF1DAE59, 0x6CD10DF2))
        self.assertEqual(philox2x32(0x243F6A88, 0x85A308D3, 0x13198A2E), (0xDD7CE038, 0xF62A4C12))

    def test_a_draw_stands_at_its_place_in_the_ordered_distribution(self):
        logits = torch.log(torch.tensor([[0.2, 0.5, 0.3]]))
        ids = [int(draw(logits, torch.tensor([u]), 1.0)) for u in (0.0, 0.49, 0.51, 0.79, 0.81, 0.999)]
        self.assertEqual(ids, [1, 1, 2, 2, 0, 0])
        self.assertEqual(int(draw(logits, torch.tensor([0.999]), 0)), 1)
        nucleus = [int(draw(logits, torch.tensor([u]), 1.0, top_p=0.6)) for u in (0.0, 0.62, 0.64, 0.999)]
        self.assertEqual(nucleus, [1, 1, 2, 2])  # 0.5 and 0.3 are kept, 0.2 is not


class MeasureTest(unittest.TestCase):
    def test_bits_count_every_token_once_across_windows(self):
        model, ids = small_model(), torch.randint(0, 64, (90,)).tolist()
        model.wte.weight.data.zero_()  # every token equally likely: 6 bits each
        self.assertAlmostEqual(bits_of(model, ids), 6 * 89, places=3)


if __name__ == '__main__':
    unittest.main()
