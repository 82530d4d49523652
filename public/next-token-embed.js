/*
 * Optional, for pages that embed Next Token: gives each embed the height it asks for. Without it an embed keeps the
 * height of its iframe and scrolls inside.
 *
 *   <iframe class="next-token" src="https://…/?view=embed" height="480"
 *     sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>
 *   <script src="https://…/next-token-embed.js" defer></script>
 *
 * A message counts only when it comes from the window of such an iframe, speaks the protocol and carries a sane number;
 * everything else is somebody else's. A height is in CSS pixels.
 *
 * Talking to an embed needs no script at all:
 *
 *   iframe.contentWindow.postMessage({ protocol: 'next-token/1', type: 'next' }, '*');
 *
 * Types an embed understands: next, step, play, pause, back, reset, setPrompt {prompt}, setParams {params, seed},
 * setLanguage {language}, setTheme {theme}. Types it sends: ready (once), height {height}, state {phase, source, model,
 * text, tokens}, step {token, rank, probability}, error {code}. setPrompt and setParams are for the stage; a figure of
 * the lesson has a text and settings of its own.
 */
(() => {
  const lowest = 240;
  const highest = 2000;
  addEventListener('message', ({ data, source }) => {
    if (typeof data !== 'object' || data === null) return;
    if (data.protocol !== 'next-token/1' || data.type !== 'height') return;
    if (typeof data.height !== 'number' || !(data.height > 0)) return;
    for (const frame of document.querySelectorAll('iframe.next-token')) {
      if (frame.contentWindow !== source) continue;
      frame.style.height = `${Math.min(highest, Math.max(lowest, Math.ceil(data.height)))}px`;
    }
  });
})();
