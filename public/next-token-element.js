// @ts-check
/*
 * <next-token>: Next Token in a page of yours, with one script and one tag.
 *
 *   <script src="https://…/next-token-element.js" defer></script>
 *   <next-token scene="loop/cycle" prompt="Once upon a time" lang="en"></next-token>
 *
 * It makes a sandboxed frame without storage once the reader comes near it, gives it the height its content needs, and
 * shows a picture with a link until it is there, or where it cannot come: no network, an old browser, a page that allows
 * no frames. What stands between the tags is shown instead of that picture.
 *
 * Attributes: src (address of the page; by default where this script lies), scene ("chapter/scene"), title, poster
 * (a picture), height (px, fixed), loading ("eager"), and those of the page's address: prompt, seed, temperature, topk,
 * topp, minp, bars, tempo, autoplay, model, run, at, controls, theme, lang. README.md lists their values.
 * Methods: next step play pause back reset, setPrompt(text), setParams(params, seed). Asked for too early, they wait.
 * Events, with what they tell in `detail`: ready, state, step, error. next-token-element.d.ts has their types.
 *
 * No dependencies, nothing outside the tag is touched. MIT licence.
 */
(() => {
  if (typeof customElements === 'undefined' || customElements.get('next-token') !== undefined) return;

  const PROTOCOL = 'next-token/1';
  const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
  const LOWEST = 240; // px
  const HIGHEST = 2000; // px
  const PATIENCE_MS = 30_000; // for the frame to say that it is there; an old phone on a bad line takes 20 s
  const NEAR = '400px';

  /** Of the page's address, under the same name. Those in `LIVE` are told to a frame that is there already. */
  const OPTIONS = [
    'prompt',
    'seed',
    'temperature',
    'topk',
    'topp',
    'minp',
    'bars',
    'tempo',
    'autoplay',
  ].concat(['model', 'run', 'at', 'controls', 'theme']);
  const LIVE = ['prompt', 'seed', 'temperature', 'topk', 'topp', 'minp', 'theme', 'lang', 'title', 'height'];
  const SELF = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

  const WORDS = {
    en: { title: 'Next Token: how a language model writes', open: 'Open Next Token in a tab of its own' },
    zh: { title: '下一个词：语言模型怎样写字', open: '在新标签页里打开“下一个词”' },
  };
  const STYLE = `
    :host { display: block; position: relative; min-height: 240px; }
    :host([hidden]) { display: none; }
    iframe { display: block; width: 100%; border: 0; }
    .instead { display: block; color: inherit; font: inherit; text-align: center; }
    .instead img { display: block; width: 100%; height: auto; margin: 0 auto 0.5em; }
    .there .instead, .there slot { display: none; }
    :not(.there) > iframe { position: absolute; inset: 0; visibility: hidden; }
  `;

  /** @param {unknown} x @returns {x is string} */
  const isText = x => typeof x === 'string' && x.length <= 1_000_000;
  /** @param {unknown} x */
  const isFraction = x => x === null || (typeof x === 'number' && x >= 0 && x <= 1);
  /** @param {unknown} x */
  const isCount = x => typeof x === 'number' && Number.isInteger(x) && x >= 0;

  /**
   * What a frame said, if it is exactly one of the protocol's messages. The frame runs code from elsewhere, so its words
   * are looked at as any stranger's.
   *
   * @param {any} data
   * @returns {{ type: string, detail: any } | null}
   */
  function readNews(data) {
    try {
      if (typeof data !== 'object' || data === null || data.protocol !== PROTOCOL) return null;
      const { type, height, phase, source, model, text, tokens, token, rank, probability, code } = data;
      switch (type) {
        case 'ready':
          return { type, detail: null };
        case 'height':
          return typeof height === 'number' && height > 0 && height < 1e6 ? { type, detail: height } : null;
        case 'state': {
          const known = isText(phase) && (source === 'recorded' || source === 'live') && isText(model);
          return known && isText(text) && isCount(tokens)
            ? { type, detail: { phase, source, model, text, tokens } }
            : null;
        }
        case 'step': {
          const isRank = rank === null || (isCount(rank) && rank > 0);
          return isText(token) && isRank && isFraction(probability)
            ? { type, detail: { token, rank, probability } }
            : null;
        }
        case 'error':
          return isText(code) ? { type, detail: { code } } : null;
        default:
          return null;
      }
    } catch {
      return null; // getters that throw
    }
  }

  class NextTokenElement extends HTMLElement {
    static get observedAttributes() {
      return ['src', 'scene', 'poster', 'lang', 'title', 'height', ...OPTIONS];
    }

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      try {
        // A page that forbids inline styles still lets a script make some.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        root.adoptedStyleSheets = [sheet];
      } catch {
        root.append(Object.assign(document.createElement('style'), { textContent: STYLE }));
      }
      this._box = document.createElement('div');
      this._link = Object.assign(document.createElement('a'), {
        className: 'instead',
        target: '_blank',
        rel: 'noopener',
      });
      this._picture = Object.assign(document.createElement('img'), { loading: 'lazy', decoding: 'async' });
      this._words = document.createElement('span');
      this._link.append(this._picture, this._words);
      this._picture.addEventListener('error', () => (this._picture.hidden = true));
      const slot = document.createElement('slot');
      slot.append(this._link);
      this._box.append(slot);
      root.append(this._box);

      /** @type {HTMLIFrameElement | null} */ this._frame = null;
      /** @type {object[]} */ this._waiting = []; // said before the frame listened
      /** @type {any} */ this._state = null;
      this._isThere = false;
      this._patience = 0;
      this._onMessage = this._onMessage.bind(this);
    }

    connectedCallback() {
      addEventListener('message', this._onMessage);
      this._dress();
      if (this.getAttribute('loading') === 'eager' || typeof IntersectionObserver === 'undefined')
        return this._load();
      this._near = new IntersectionObserver(
        entries => {
          if (entries.some(entry => entry.isIntersecting)) this._load();
        },
        { rootMargin: NEAR },
      );
      this._near.observe(this);
    }

    disconnectedCallback() {
      removeEventListener('message', this._onMessage);
      this._near?.disconnect();
      this._drop();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected) return;
      this._dress();
      if (this._frame === null) return;
      if (!LIVE.includes(name)) {
        this._drop();
        return this._load();
      }
      if (name === 'theme') this._say({ type: 'setTheme', theme: now ?? 'auto' });
      else if (name === 'lang') this._say({ type: 'setLanguage', language: this._language() });
      else if (name === 'prompt') this.setPrompt(now ?? '');
      else if (name !== 'title' && name !== 'height') this._tellParams();
    }

    /** What the frame said last of where it stands; null until it has. */
    get state() {
      return this._state;
    }

    next() {
      this._say({ type: 'next' });
    }
    step() {
      this._say({ type: 'step' });
    }
    play() {
      this._say({ type: 'play' });
    }
    pause() {
      this._say({ type: 'pause' });
    }
    back() {
      this._say({ type: 'back' });
    }
    reset() {
      this._say({ type: 'reset' });
    }
    /** @param {string} prompt */
    setPrompt(prompt) {
      this._say({ type: 'setPrompt', prompt: String(prompt) });
    }
    /** @param {object} params temperature, topK, topP, minP @param {number} [seed] */
    setParams(params, seed) {
      this._say({ type: 'setParams', params: { ...params }, ...(seed !== undefined && { seed }) });
    }

    /** @param {object} message */
    _say(message) {
      const whole = { protocol: PROTOCOL, ...message };
      if (this._isThere) return this._frame?.contentWindow?.postMessage(whole, '*');
      this._waiting.push(whole);
      if (this.isConnected) this._load(); // whoever speaks to it wants it
    }

    _tellParams() {
      const number = (/** @type {string} */ name) => {
        const value = this.getAttribute(name);
        return value === null || value.trim() === '' || Number.isNaN(Number(value)) ? null : Number(value);
      };
      const [topK, topP, minP] = ['topk', 'topp', 'minp'].map(number);
      const temperature = number('temperature');
      this.setParams(
        { ...(temperature !== null && { temperature }), topK, topP, minP },
        number('seed') ?? undefined,
      );
    }

    _language() {
      const told = this.getAttribute('lang') || this.closest('[lang]')?.getAttribute('lang') || '';
      return /^zh\b/i.test(told) ? 'zh' : 'en';
    }

    /** The page's address, for the frame or for a tab. @param {boolean} embedded */
    _address(embedded) {
      const url = new URL(this.getAttribute('src') || SELF || '.', document.baseURI);
      if (/\.(?:js|html)$/.test(url.pathname)) url.pathname = url.pathname.replace(/[^/]*$/, '');
      const [chapter, scene] = (this.getAttribute('scene') ?? '').split('/');
      if (embedded) url.searchParams.set('view', 'embed');
      if (chapter) url.searchParams.set('chapter', chapter);
      if (scene) url.searchParams.set('scene', scene);
      url.searchParams.set('lang', this._language());
      for (const name of OPTIONS) {
        const value = this.getAttribute(name);
        if (value !== null) url.searchParams.set(name, value);
      }
      return url;
    }

    /** Picture, words and height as the attributes have them now. */
    _dress() {
      const words = WORDS[this._language()];
      const address = this._address(false);
      this._link.href = address.href;
      this._words.textContent = words.open;
      const picture =
        this.getAttribute('poster') ??
        new URL(`preview-${this._language()}.webp`, address.href.split('?')[0]).href;
      if (this._picture.src !== picture) this._picture.src = picture;
      this._picture.alt = this.getAttribute('title') ?? words.title;
      if (this._frame !== null) {
        this._frame.title = this._picture.alt;
        const fixed = Number(this.getAttribute('height'));
        if (fixed > 0) this._frame.style.height = `${fixed}px`;
      }
    }

    _load() {
      if (this._frame !== null) return;
      this._near?.disconnect();
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', SANDBOX);
      frame.setAttribute(
        'allow',
        'clipboard-write; fullscreen; local-network-access; loopback-network; local-network',
      );
      // An isolated page (COEP) lets in only frames that promise to bring no credentials; this one has none.
      if (self.crossOriginIsolated) frame.setAttribute('credentialless', '');
      frame.style.height = '560px';
      frame.src = this._address(true).href;
      this._frame = frame;
      this._dress();
      this._box.append(frame);
      this._patience = window.setTimeout(() => this._tell('error', { code: 'not-loaded' }), PATIENCE_MS);
    }

    _drop() {
      window.clearTimeout(this._patience);
      this._frame?.remove();
      this._frame = null;
      this._isThere = false;
      this._waiting = [];
      this._box.classList.remove('there');
    }

    /** @param {MessageEvent} event */
    _onMessage({ data, source }) {
      if (this._frame === null || source === null || source !== this._frame.contentWindow) return;
      const news = readNews(data);
      if (news === null) return;
      if (news.type === 'ready') {
        window.clearTimeout(this._patience);
        this._isThere = true;
        this._box.classList.add('there');
        for (const message of this._waiting.splice(0)) this._frame.contentWindow?.postMessage(message, '*');
      }
      if (news.type === 'height') {
        if (this.hasAttribute('height')) return;
        this._frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(news.detail)))}px`;
        return;
      }
      if (news.type === 'state') this._state = news.detail;
      this._tell(news.type, news.detail);
    }

    /** @param {string} type @param {any} detail */
    _tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  customElements.define('next-token', NextTokenElement);
})();
