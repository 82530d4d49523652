/*
 * The first script of the page, in the JavaScript of 1999, so that it runs where the page itself cannot.
 *
 * - A browser below the baseline (Chromium 100, Firefox 115, Safari 16.4), a page opened as a file, or a start that
 *   fails: on to plain.html, which says what to do and shows the recorded runs.
 * - A browser between the baseline and today: first the functions it lacks, by the addresses in this tag's data-*.
 * - Any browser: `lang` is right before anything is drawn, and the page's security policy is in force.
 */
(function () {
  var root = document.documentElement;
  var tags = document.getElementsByTagName('script');
  var own = document.currentScript || tags[tags.length - 1];

  /**
   * Puts the policy of the build into force, with the page's address beside each 'self': in a sandboxed frame WebKit
   * takes 'self' for the frame's own origin, which is nowhere. Written, it holds for all that comes after this script.
   */
  function secure() {
    var metas = document.getElementsByTagName('meta');
    var here = "'self' " + location.protocol + '//' + location.host;
    for (var i = 0; i < metas.length; i++) {
      if (metas[i].getAttribute('name') !== 'security-policy') continue;
      var policy = metas[i].getAttribute('content').replace(/'self'/g, here);
      document.write('<meta http-equiv="Content-Security-Policy" content="' + policy + '">');
      return;
    }
  }

  function plain(why) {
    root.setAttribute('data-plain', why);
    location.replace('plain.html?why=' + why + '&' + location.search.slice(1) + location.hash);
  }

  /** What cannot be filled in: modules, also in workers; lookbehind is syntax of the page's code. */
  function isTooOld() {
    if (!('noModule' in document.createElement('script'))) return true;
    if (typeof AbortSignal === 'undefined' || !('throwIfAborted' in AbortSignal.prototype)) return true;
    if (typeof structuredClone === 'undefined' || !('findLast' in Array.prototype)) return true;
    try {
      new RegExp('(?<=a)b');
    } catch (_) {
      return true;
    }
    // Modules in workers: every Chromium and Safari that came so far has them, Firefox since 114.
    return 'MozAppearance' in root.style && !('toSorted' in Array.prototype);
  }

  function fill(name) {
    var address = own.getAttribute('data-' + name);
    // Written into the document, it runs before the page's own modules, which wait for the whole document.
    if (address) document.write('<script type="module" crossorigin src="' + address + '"><\/script>');
  }

  function lacksBuiltins() {
    return !(
      'with' in Array.prototype &&
      'toSorted' in Array.prototype &&
      'toReversed' in Array.prototype &&
      'toSpliced' in Array.prototype &&
      'with' in Int8Array.prototype
    );
  }

  function language() {
    var asked = /[?&]lang=(en|zh)(&|$)/.exec(location.search);
    var chosen = null;
    if (asked) return asked[1];
    try {
      chosen = localStorage.getItem('next-token/lang');
    } catch (_) {
      // storage is refused
    }
    if (chosen === 'en' || chosen === 'zh') return chosen;
    var preferred = navigator.languages || [navigator.language || navigator.userLanguage || ''];
    for (var i = 0; i < preferred.length; i++) {
      if (/^zh\b/i.test(preferred[i])) return 'zh';
      if (/^en\b/i.test(preferred[i])) return 'en';
    }
    return 'en';
  }

  secure();
  root.lang = language() === 'zh' ? 'zh-CN' : 'en';
  if (location.protocol === 'file:') return plain('file');
  if (isTooOld()) return plain('old');
  if (lacksBuiltins()) fill('builtins');
  if (!('popover' in HTMLElement.prototype)) fill('popover');
  if (!CSS.supports('selector(:has(a))')) fill('has');
  if (!('Segmenter' in Intl)) fill('segmenter');

  /** Until something is drawn: a script of ours that does not come, or fails, would leave an empty page. */
  function onError(event) {
    var drawn = document.getElementById('root');
    if ((drawn && drawn.firstChild) || root.getAttribute('data-plain')) return;
    var from = (event.target && event.target.src) || event.filename || '';
    var base = location.href.replace(/[?#].*$/, '').replace(/[^\/]*$/, '');
    if (from.indexOf(base) === 0) plain('broken');
  }
  window.addEventListener('error', onError, true);
})();
