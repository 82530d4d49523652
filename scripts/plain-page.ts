import type { RecordedRun } from '../src/trace/file.ts';
import { contextAt, nextOnLine, pathTo, stepAt } from '../src/trace/trace.ts';
import { distribution } from '../src/lm/sampling.ts';
import { textOf } from '../src/lm/token.ts';
import { labelOf, plainLabel } from '../src/views/label.ts';
import { type PlainWords, plainWords } from './plain-words.ts';

const moments = 8; // of a recorded run
const candidates = 8; // bars of each

/**
 * plain.html: for browsers that cannot run the page, and for readers without scripts. One file of HTML 4 and CSS 2 with
 * both languages, made from the recorded runs, so that its bars are the same numbers as on the stage.
 *
 * @param runs the recorded run that each language opens with
 */
export const plainPage = (runs: Readonly<Record<'zh' | 'en', RecordedRun>>): string => `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Next Token · 下一个词</title>
<style>${style}</style>
</head>
<body>
<div>
${section('zh', plainWords.zh, runs.zh)}
${section('en', plainWords.en, runs.en)}
</div>
<script src="plain.js"></script>
</body>
</html>
`;

const style = `
body { margin: 0 auto; padding: 1em; max-width: 42em; background: #fbfaf7; color: #1c1d22;
  font: 16px/1.6 Georgia, "Microsoft YaHei", "PingFang SC", SimSun, serif; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; }
.section { padding-bottom: 2em; }
.why { padding: 0.3em 1em; border: 2px solid #b3261e; background: #fff; }
.why-old, .why-file, .why-broken { display: none; }
table { width: 100%; border-collapse: collapse; margin-bottom: 1.5em; }
td { padding: 1px 4px; vertical-align: middle; }
.token { width: 30%; text-align: right; }
.share { width: 4em; text-align: right; }
.bar { height: 14px; background: #5fb3c4; font-size: 1px; }
.drawn .bar { background: #f2a33c; } .drawn .token { font-weight: bold; }
.rest .bar { background: #b9dde4; }
.story { margin: 0.5em 0; padding: 0.5em 1em; background: #fff; white-space: pre-wrap; }
.new { background: #fdebd0; }
a { color: #2653b8; }`;

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

const section = (language: 'zh' | 'en', words: PlainWords, run: RecordedRun): string => `
<div class="section" id="${language}" lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<h1>${words.title}</h1>
<p>${words.lead}</p>
<noscript><div class="why">${words.noScript}</div></noscript>
<div class="why why-old"><h2>${words.old}</h2>
<p class="browser" title="${words.browser}"></p>
<ul>${words.todo.map(line => `<li>${line}</li>`).join('\n')}</ul></div>
<div class="why why-file"><h2>${words.file}</h2>${words.fileTodo}</div>
<div class="why why-broken"><h2>${words.broken}</h2><p class="browser" title="${words.browser}"></p>${words.brokenTodo}</div>
<p><a class="again" href="./">${words.again}</a></p>
<h2>${words.recorded}</h2>
<p>${words.explain(escape(run.trace.model.id), run.seed)}</p>
${pathTo(run.trace, run.trace.head)
  .slice(0, moments)
  .map((id, i) => moment(words, run, id, i + 1))
  .join('\n')}
</div>`;

/** One prediction as a table: a row a candidate, its bar against the widest, and what was drawn. */
function moment(words: PlainWords, { trace, vocabulary, params }: RecordedRun, id: number, number: number) {
  const { prediction, choice } = stepAt(trace, id);
  if (prediction === null) return '';
  const { ids, probabilities } = distribution(prediction, params);
  const ahead = nextOnLine(trace, id);
  const drawn = ahead === null ? null : (stepAt(trace, ahead).choice?.id ?? null);
  const ranks = Array.from({ length: candidates }, (_, rank) => rank);
  if (drawn !== null && ids.indexOf(drawn) >= candidates) ranks.push(ids.indexOf(drawn));
  const rest = 1 - ranks.reduce((sum, rank) => sum + probabilities[rank]!, 0);
  const widest = Math.max(rest, ...ranks.map(rank => probabilities[rank]!));
  const row = (label: string, share: number, kind: string) =>
    `<tr class="${kind}"><td class="token">${escape(label)}</td>` +
    `<td><div class="bar" style="width:${((share / widest) * 100).toFixed(1)}%">&nbsp;</div></td>` +
    `<td class="share">${(share * 100).toFixed(1)}%</td></tr>`;
  const rows = ranks.map(rank =>
    row(
      plainLabel(labelOf(ids[rank]!, vocabulary)),
      probabilities[rank]!,
      ids[rank] === drawn ? 'drawn' : '',
    ),
  );
  const context = contextAt(trace, id);
  const before = choice === null ? context : context.slice(0, -1);
  const added = choice === null ? '' : textOf([choice.id], vocabulary);
  return `<p>${words.moment(number)}</p>
<div class="story">${escape(textOf(before, vocabulary))}<span class="new">${escape(added)}</span></div>
<table>${rows.join('')}${row(words.rest, rest, 'rest')}</table>`;
}
