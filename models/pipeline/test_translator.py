"""What the translator of translate_model.py promises."""

import math
import unittest

import torch

from translate_model import Translator, TranslatorShape, sinusoids


class Model(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.model = Translator(TranslatorShape(20, 30, embedding=16, heads=2, inner=32)).eval()

    def test_positions_are_those_of_the_paper(self):
        pe = sinusoids(9, 16)
        self.assertAlmostEqual(float(pe[7, 4]), math.sin(7 / 10000 ** (4 / 16)), places=6)
        self.assertAlmostEqual(float(pe[7, 5]), math.cos(7 / 10000 ** (4 / 16)), places=6)

    @torch.no_grad()
    def test_the_decoder_does_not_see_later_words(self):
        source, mask = torch.tensor([[5, 6, 7, 2]]), torch.ones(1, 4)
        memory, _ = self.model.encode(source, mask)
        a = self.model.decode(torch.tensor([[1, 4, 5, 6]]), memory, mask)[0]
        b = self.model.decode(torch.tensor([[1, 4, 9, 8]]), memory, mask)[0]
        self.assertTrue(torch.equal(a[:, :2], b[:, :2]))
        self.assertFalse(torch.allclose(a[:, 2], b[:, 2]))

    @torch.no_grad()
    def test_padding_changes_nothing(self):
        short, padded = torch.tensor([[5, 6, 2]]), torch.tensor([[5, 6, 2, 0, 0]])
        outs = []
        for ids in (short, padded):
            mask = (ids != 0).long()
            memory, _ = self.model.encode(ids, mask)
            outs.append(self.model.decode(torch.tensor([[1, 4]]), memory, mask)[0])
        self.assertTrue(torch.allclose(outs[0], outs[1], atol=1e-5))


if __name__ == "__main__":
    unittest.main()
