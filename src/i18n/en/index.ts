/*
 * Words of the interface in English. Messages with values are functions and format them, so that per cent, units and
 * plurals are in one place per language. Lesson prose lives with the chapters.
 */
import { formatsOf } from '../format.ts';
import { classroom } from './classroom.ts';
import { connect } from './connect.ts';
import { embed } from './embed.ts';
import { figures } from './figures.ts';
import { known } from './known.ts';
import { lesson } from './lesson.ts';
import { offline } from './offline.ts';
import { origins } from './origins.ts';
import { page } from './page.ts';
import { share } from './share.ts';
import { stage } from './stage.ts';

export const en = {
  tag: 'en',
  lang: 'en', // of the document: which letter forms, which voice reads it
  name: 'English',
  switchTo: 'Switch to English',
  title: 'Next Token',
  tagline: 'Watch a language model write, one token at a time',
  between: ' ', // two sentences on one line
  format: formatsOf('en'),
  known,
  ...stage,
  ...page,
  share,
  offline,
  embed,
  vote: classroom,
  connect,
  lesson,
  figures,
  origins,
};
