/** Words of the lesson's frame and of the figures of chapters two and three, per language. */

export const lessonEn = {
  panel: {
    region: 'Lesson',
    contents: 'Contents',
    hide: 'Hide the lesson',
    show: 'Show the lesson',
    steps: 'Scenes',
    previous: 'Previous scene',
    next: 'Next scene',
    nextChapter: (title: string) => `Next chapter: ${title}`,
    position: (chapter: number, scene: number, scenes: number) =>
      `Chapter ${chapter}, scene ${scene} of ${scenes}`,
    seen: (title: string) => `${title} (seen)`,
    task: 'Try',
    limit: 'Where this picture stops being true',
  },

  welcome: {
    title: 'What comes next?',
    sentences: [
      'A language model writes one token at a time: it predicts what could come next, draws one token, appends it, and begins again.',
      'Here a small GPT-2 does this live in your browser, and every number you see is its own.',
    ],
    start: 'Start the lesson',
    resume: 'Go on where you left off',
  },

  figure: {
    loading: 'Loading',
    loadingModel: 'Loading the model',
    missing: 'This picture could not be loaded.',
  },
};

export const lessonZh: typeof lessonEn = {
  panel: {
    region: '课程',
    contents: '目录',
    hide: '收起课程',
    show: '展开课程',
    steps: '各节',
    previous: '上一节',
    next: '下一节',
    nextChapter: title => `下一章：${title}`,
    position: (chapter, scene, scenes) => `第 ${chapter} 章，第 ${scene} 节，共 ${scenes} 节`,
    seen: title => `${title}（看过）`,
    task: '试一试',
    limit: '这幅图到哪里为止',
  },

  welcome: {
    title: '接下来是什么？',
    sentences: [
      '语言模型写东西，一次只写一个词元：先预测接下来可能是什么，抽出一个，接到文字末尾，然后再来一遍。',
      '这一页里有一个小小的 GPT-2，就在你的浏览器里现场运行；你看到的每一个数，都是它自己算出来的。',
    ],
    start: '从头开始',
    resume: '接着上次往下看',
  },

  figure: {
    loading: '正在载入',
    loadingModel: '正在载入模型',
    missing: '这幅图没能载入。',
  },
};
