import type { offline as english } from '../en/offline.ts';

export const offline: typeof english = {
  open: '课前准备…',
  title: '课前准备',
  lead: '把全部内容存到这台设备上，没有网络也能上课，明天也一样。',
  fetch: '全部下载',
  page: '网页、全部章节和录好的片段',
  runtime: '模型的运行环境',
  impossible: '浏览器不肯为这个地址保存内容：需要 https 或 localhost，也不能是无痕窗口。',
  ready: '全部就绪，可以断网了。',
  states: { missing: '还没有', coming: '正在下载', kept: '已存好', failed: '失败' },
};
