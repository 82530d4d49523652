"""What the translation grammar promises; needs no torch."""

import random
import unittest

from translate_data import side, tokenize
from translate_grammar import sentence
from translate_grammar.lexicon import NOUNS

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


if __name__ == "__main__":
    unittest.main()
