/** What plain.html says. It stands outside i18n because none of the page's code runs where it is read. */
export interface PlainWords {
  readonly title: string;
  readonly lead: string;
  readonly noScript: string;
  readonly old: string; // heading
  readonly browser: string; // before its name
  readonly todo: readonly string[];
  readonly file: string; // heading
  readonly fileTodo: string; // HTML
  readonly broken: string; // heading
  readonly brokenTodo: string; // HTML
  readonly again: string;
  readonly recorded: string; // heading
  readonly explain: (model: string, seed: number) => string;
  readonly moment: (number: number) => string;
  readonly rest: string;
}

export const plainWords: Readonly<Record<'zh' | 'en', PlainWords>> = {
  zh: {
    title: '下一个词',
    lead: '一个小型 GPT-2 在浏览器里逐个词元地写作，每一步都用真实的数字画出来。',
    noScript:
      '这个页面要靠 JavaScript 运行，而它现在被关掉了。请在浏览器设置里允许本站使用 JavaScript，再重新打开。',
    old: '这个浏览器的内核太旧，页面无法运行',
    browser: '你现在用的是：',
    todo: [
      '360、QQ、搜狗等浏览器：点地址栏右侧的图标，从“兼容模式”切换到<b>极速模式</b>，并把浏览器升级到最新版。',
      'Windows 7、Windows 8：可以装 Chrome 109 或 Firefox 115 ESR，这个页面在这两者里都能完整运行。',
      'iPhone、iPad：在“设置 › 通用 › 软件更新”里升级到 iOS 16.4 或更新的版本。',
      '微信里打开的：点右上角“…”，选“在浏览器打开”。',
      '其他情况：把地址复制到新版 Edge、Chrome、Firefox 或 Safari 里打开。',
    ],
    file: '这个页面是直接从文件打开的',
    fileTodo:
      '<p>浏览器不允许这样打开的页面加载程序。请在这个文件夹里运行下面任意一行，再打开 http://localhost:8000/ ：</p><pre>python3 -m http.server 8000\nnpx serve -l 8000</pre>',
    broken: '页面没能启动',
    brokenTodo:
      '<p>它的程序有一部分没有送到，或者在这个浏览器里出了错。请检查网络后再试一次；如果仍然不行，请升级浏览器，或换用新版 Edge、Chrome、Firefox 或 Safari。</p>',
    again: '再试一次，打开完整的页面',
    recorded: '一次录制下来的运行',
    explain: (model, seed) =>
      `下面是模型 ${model} 以种子 ${seed} 写下的一次运行的开头，提前录制，数字全部来自模型。每张表列出模型认为最可能的几个词元和各自的概率，橙色的一行是这一次抽中的词元。`,
    moment: number => `第 ${number} 步：`,
    rest: '其余所有词元',
  },
  en: {
    title: 'Next Token',
    lead: 'A small GPT-2 writes in your browser, one token at a time, and every step is drawn with its real numbers.',
    noScript:
      'This page runs on JavaScript, which is switched off. Allow it for this site in the browser’s settings and open the page again.',
    old: 'This browser is too old to run the page',
    browser: 'You are using:',
    todo: [
      'Windows 7 or 8: Chrome 109 and Firefox 115 ESR can be installed there, and the whole page runs in both.',
      'iPhone or iPad: update to iOS 16.4 or later under Settings › General › Software Update.',
      '360, QQ, Sogou and similar browsers: press the icon at the right end of the address bar, switch from compatibility mode to <b>speed mode (极速模式)</b>, and update the browser.',
      'Anything else: open this address in a current Edge, Chrome, Firefox or Safari.',
    ],
    file: 'This page was opened as a file',
    fileTodo:
      '<p>Browsers load no programs into such a page. Run either of these lines in its folder, then open http://localhost:8000/ :</p><pre>python3 -m http.server 8000\nnpx serve -l 8000</pre>',
    broken: 'The page could not start',
    brokenTodo:
      '<p>A part of its program did not arrive, or failed in this browser. Look at the connection and try again; if that does not help, update the browser or use a current Edge, Chrome, Firefox or Safari.</p>',
    again: 'Try again with the whole page',
    recorded: 'A recorded run',
    explain: (model, seed) =>
      `The beginning of a run by the model ${model} with seed ${seed}, recorded earlier; every number came from the model. Each table lists the tokens it found likeliest, with their probabilities; the orange row is the one that was drawn.`,
    moment: number => `Step ${number}:`,
    rest: 'all other tokens',
  },
};
