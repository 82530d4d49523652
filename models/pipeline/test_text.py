"""What the parts that handle text promise; needs no torch: python3 -m unittest discover -p "test_text*.py"."""

import random
import tempfile
import unittest
from collections import Counter
from pathlib import Path

import numpy as np

import conversations
from corpus import MODELS, is_held_out, pack
from facts import is_question_held_out
from ngrams import NGrams
from sense import measure, units
from tokenizer import END_OF_TEXT, Tokenizer, count_pieces, train_merges
from tuning import conversation
from tuning import pack as pack_weighted
from tuning import training_questions

TEXT = (MODELS / 'data' / 'stories-own.txt').read_text(encoding='utf-8')[:200_000]


def small_tokenizer() -> Tokenizer:
    return Tokenizer(train_merges(count_pieces([(TEXT, 1)]), 200))


class TokenizerTest(unittest.TestCase):
    def test_first_merge_is_the_most_frequent_pair(self):
        self.assertEqual(train_merges(Counter({' ababab': 3, 'bc': 4}), 1), [(b'a', b'b')])

    def test_any_text_survives_encoding_and_its_file(self):
        with tempfile.TemporaryDirectory() as folder:
            small_tokenizer().save(Path(folder), 512)
            tokenizer = Tokenizer.load(Path(folder))
        for text in ("It's 1 time", '很久以前 🐈‍⬛\r\n\t', 'é ½ \u3000\x00', END_OF_TEXT + 'a'):
            self.assertEqual(tokenizer.decode(tokenizer.encode(text)), text)
        self.assertEqual(tokenizer.encode(END_OF_TEXT), [tokenizer.end_of_text])


class DataTest(unittest.TestCase):
    def test_held_out_messages_are_not_in_the_text_for_pre_training(self):
        training, held_out = conversations.chat_documents(MODELS / 'data' / 'chat')
        self.assertGreater(len(held_out), 50)
        self.assertFalse(set(held_out) & set(training))
        self.assertTrue(0.02 < sum(is_held_out(str(n), 40) for n in range(5000)) / 5000 < 0.06)

    def test_weights_fall_on_the_answer_and_pieces_join_to_the_same_ids(self):
        tokenizer = small_tokenizer()
        segments = conversation([('Hi', 'Hello there.'), ('Bye', 'Goodbye!')], 'You are kind.')
        ids, _, weights = pack_weighted([segments], tokenizer)
        whole, _ = pack([''.join(text for text, _ in segments)], tokenizer)
        np.testing.assert_array_equal(ids, whole)
        self.assertEqual(tokenizer.decode(ids[weights == 255]), f' Hello there. Goodbye!{END_OF_TEXT}')

    def test_a_capital_held_out_from_tuning_is_not_told_by_another_question(self):
        country = {'country': 'Jordan', 'capital': 'Amman', 'continent': 'Asia', 'official_languages': ['Arabic'],
                   'currency': {'name': 'dinar'}, 'neighbours': ['Iraq'], 'highest_point': {'name': 'Jabal'}}
        self.assertTrue(is_question_held_out('Jordan', 'capital'))
        asked = training_questions(country, random.Random(1))
        self.assertGreater(len(asked), 2)
        self.assertNotIn('Amman', str(asked))

    def test_a_chinese_answer_follows_its_label_without_a_space(self):
        segments = conversation([('你好', '你好！')], None, conversations.CHINESE)
        self.assertEqual(''.join(text for text, _ in segments), '用户：你好\n\nAI 助手：你好！')
        training, held_out = conversations.chat_documents(MODELS / 'data' / 'chat-zh', conversations.CHINESE)
        self.assertGreater(len(held_out), 50)
        self.assertFalse(set(held_out) & set(training))


class MeasureTest(unittest.TestCase):
    def test_ngram_probabilities_sum_to_one(self):
        ngrams = NGrams(np.random.default_rng(0).integers(0, 6, 3000).astype(np.uint16), 3, 6)
        for before in ([2], [2, 3], [0, 1, 5]):
            total = sum(ngrams.probabilities(np.array([*before, w], np.uint16))[-1] for w in range(6))
            self.assertAlmostEqual(total, 1, places=9)

    def test_sense_counts_what_stood_there_before(self):
        varied, stuck = [str(n) for n in range(90)], ['the', 'fox'] * 45
        self.assertEqual(measure([varied, varied[:60], ['short']]), {'runs': 3, 'counted': 2, 'repeated4': 0, 'different': 1})
        found = measure([stuck])
        self.assertAlmostEqual(found['repeated4'], 85 / 87, places=4)
        self.assertAlmostEqual(found['different'], 2 / 90, places=4)
        self.assertEqual(units('Tom\'s dog, “好”。', 'en'), ["tom's", 'dog'])
        self.assertEqual(units('AI 你好，世界', 'zh'), list('你好世界'))


if __name__ == '__main__':
    unittest.main()
