import type { share as english } from '../en/share.ts';

export const share: typeof english = {
  title: '分享与保存',
  open: '打开保存的记录…',
  openDialog: '分享',
  link: '本次生成的链接',
  linkHint: '打开后是同样的文字、同样的词元，概率会在那边重新计算。',
  cut: '这一段太长，链接里只放得下前 1,500 个词元；存成文件则是完整的。',
  qr: '链接的二维码',
  copy: '复制',
  copied: '已复制',
  selected: '这个浏览器不让网页复制。文字已经选中，请按 Ctrl + C（⌘ + C），手机上请长按。',
  embed: '放进你自己的网页',
  code: 'iframe 代码',
  controls: '读者可用的控件',
  autoplay: '自动播放',
  preview: '预览',
  files: '文件',
  save: { json: '运行记录（JSON）', csv: '表格（CSV）', svg: '图片（SVG）', png: '图片（PNG）' },
  animation: tokens => `最后 ${tokens} 个词元的动画（GIF）`,
  nothingToAnimate: '动画（GIF）：还没有词元',
  making: '正在画动画',
  stopMaking: '停止',
  animationFailed: '动画没有做成。',
  drop: '也可以把存下的文件拖到网页上任意一处。',
  worksheet: '学习单',
  covered: '遮住条形，留给学生猜',
  print: '打印…',
  refused: place =>
    place === null
      ? '这不是本页保存的记录文件。'
      : `这不是本页保存的记录文件，或者被改动过：${place} 处的内容不可能成立。`,
  credit: (model, revision, seed, settings) =>
    `${revision === '' ? model : `${model}（${revision}）`} · 种子 ${seed} · ${settings} · 下一个词`,
  settings: ({ temperature, topK, topP, minP }) =>
    [
      `温度 ${temperature}`,
      ...(topK === null ? [] : [`top-k ${topK}`]),
      ...(topP === null ? [] : [`top-p ${topP}`]),
      ...(minP === null ? [] : [`min-p ${minP}`]),
    ].join(' · '),
  control: {
    next: '下一个词元',
    step: '一步',
    play: '播放',
    back: '后退',
    reset: '重来',
    prompt: '提示词',
    choose: '点条形',
    temperature: '温度',
    topk: 'top-k',
    topp: 'top-p',
    seed: '种子',
    model: '模型',
  },
};
