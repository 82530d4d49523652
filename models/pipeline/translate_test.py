"""Tests of the translation grammar and model: python3 -m unittest translate_test (in models/pipeline)."""

import math
import random
import unittest

import torch

from translate_data import side, tokenize
from translate_grammar import sentence
from translate_grammar.lexicon import NOUNS
from translate_model import Translator, TranslatorShape, sinusoids

SENTENCES = 4000


class Grammar(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        rng = random.Random(3)
        cls.sentences = [sentence(rng) for _ in range(SENTENCES)]

    def test_the_same_seed_gives_the_same_sentences(self):
        rng = random.Random(3)
        self.assertEqual([sentence(rng).en for _ in range(50)], [s.en for s in self.sentences[:50]])

    def test_english_determines_chinese(self):
        seen = {}
        for s in self.sentences:
            self.assertEqual(seen.setdefault(" ".join(s.en), s.zh), s.zh, s.en)

    def test_a_typed_sentence_is_cut_as_the_grammar_writes_it(self):
        for s in self.sentences:
            self.assertEqual(tokenize(" ".join(s.en)), s.en)

    def test_things_are_counted_with_their_own_classifier(self):
        classifiers = {n.zh: n.classifier for n in NOUNS}
        every = set(classifiers.values())
        checked = 0
        for s in self.sentences:
            for number, classifier, noun in zip(s.zh, s.zh[1:], s.zh[2:]):
                if number in {"一", "三", "五", "这", "那"} and classifier in every and noun in classifiers:
                    self.assertEqual(classifier, classifiers[noun], " ".join(s.zh))
                    checked += 1
        self.assertGreater(checked, 100)

    def test_two_before_a_classifier_is_never_er(self):
        self.assertFalse([s.zh for s in self.sentences if "二" in s.zh])

    def test_every_link_joins_words_of_the_sentence_and_most_words_have_one(self):
        words = linked = 0
        for s in self.sentences:
            for j, i in s.links:
                self.assertTrue(0 <= j < len(s.zh) and 0 <= i < len(s.en))
            words += len(s.zh)
            linked += len({j for j, _ in s.links})
        self.assertGreater(linked / words, 0.85)

    def test_a_held_out_pair_of_words_never_meets_in_training(self):
        held = {p for s in self.sentences if side(s) == "combination" for p in s.pairs}
        kept = {p for s in self.sentences if side(s) != "combination" for p in s.pairs}
        self.assertTrue(held - kept)
        for s in self.sentences:
            if s.pairs & (held - kept):
                self.assertEqual(side(s), "combination")

    def test_contractions_and_missing_full_stops(self):
        self.assertEqual(tokenize("I don’t like Tom's cat"), ["i", "do", "not", "like", "tom", "'s", "cat", "."])
        self.assertEqual(tokenize("At seven o'clock?"), ["at", "seven", "o'clock", "?"])
        self.assertEqual(tokenize("  "), [])


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
