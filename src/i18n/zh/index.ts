/*
 * 界面文字（中文）。译者须知：
 * - 固定用语：token 词元 · prediction 预测 · sampling 采样 · temperature 温度 · probability 概率 · prompt 提示词 ·
 *   system prompt 系统提示 · attention 注意力 · context 上下文 · logit 不译 · top-k、top-p 不译（必要时注明“核采样”）
 * - 句子要像中文作者写的，不照搬英文语序；数字与单位之间、中西文之间留一个空格。
 */
import type { en as english } from '../en/index.ts';
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

export const zh: typeof english = {
  tag: 'zh',
  lang: 'zh-CN',
  name: '中文',
  switchTo: '切换到中文',
  title: '下一个词',
  tagline: '看语言模型怎样一个词元一个词元地写下去',
  between: '',
  format: formatsOf('zh'),
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
