import { type Frame, type Locator, type Page, expect } from '@playwright/test';

export type Language = 'en' | 'zh';

/** The accessible names that readers' tools, embedders and these tests rely on. The README has the same table. */
export const names = {
  en: {
    next: 'Next token',
    step: 'Step',
    play: 'Play',
    pause: 'Pause',
    back: 'Back',
    reset: 'Reset',
    prompt: 'Prompt',
    temperature: 'Temperature',
    topK: 'Top-k',
    topP: 'Top-p',
    seed: 'Seed',
    model: 'Model',
    probabilities: 'Next-token probabilities',
    story: 'Story',
  },
  zh: {
    next: '下一个词元',
    step: '一步',
    play: '播放',
    pause: '暂停',
    back: '后退',
    reset: '重来',
    prompt: '提示词',
    temperature: '温度',
    topK: 'Top-k',
    topP: 'Top-p',
    seed: '种子',
    model: '模型',
    probabilities: '下一个词元的概率',
    story: '故事',
  },
} as const satisfies Record<Language, Record<string, string>>;

const intervals = [50, 100, 250]; // ms between looks; Playwright’s own grow to a second

export interface Bar {
  readonly token: string; // text between the quotes of the accessible name
  readonly percent: number; // 0 for "<0.1%"
  readonly rank: number; // from 1
}

/** The page as a reader's tools see it: by role and name, plus the attributes of <html>. Never by class. */
export class Stage {
  readonly html: Locator;
  readonly next: Locator;
  readonly step: Locator;
  readonly play: Locator;
  readonly pause: Locator;
  readonly back: Locator;
  readonly reset: Locator;
  readonly prompt: Locator;
  readonly temperature: Locator;
  readonly topK: Locator;
  readonly topP: Locator;
  readonly seed: Locator;
  readonly model: Locator;
  readonly probabilities: Locator;
  readonly bars: Locator;
  readonly story: Locator;

  constructor(surface: Page | Frame, language: Language = 'en') {
    const name = names[language];
    const button = (key: keyof typeof name) => surface.getByRole('button', { name: name[key], exact: true });
    this.html = surface.locator('html');
    this.next = button('next');
    this.step = button('step');
    this.play = button('play');
    this.pause = button('pause');
    this.back = button('back');
    this.reset = button('reset');
    this.prompt = surface.getByRole('textbox', { name: name.prompt, exact: true });
    this.temperature = surface.getByRole('slider', { name: name.temperature, exact: true });
    this.topK = surface.getByRole('slider', { name: name.topK, exact: true });
    this.topP = surface.getByRole('slider', { name: name.topP, exact: true });
    this.seed = surface.getByRole('spinbutton', { name: name.seed, exact: true });
    this.model = surface.getByRole('combobox', { name: name.model, exact: true });
    this.probabilities = surface.getByRole('region', { name: name.probabilities, exact: true });
    this.bars = this.probabilities.getByRole('list').first().getByRole('button');
    this.story = surface.getByRole('region', { name: name.story, exact: true });
  }

  /** The text so far: what the story region says, marks for spaces and newlines and other decoration aside. */
  async text(): Promise<string> {
    return await this.story.evaluate(region => {
      const copy = region.cloneNode(true) as Element;
      for (const mark of copy.querySelectorAll('[aria-hidden="true"]')) mark.remove();
      return copy.textContent ?? '';
    });
  }

  async expectPhase(...phases: string[]): Promise<void> {
    await expect(this.html).toHaveAttribute('data-phase', new RegExp(`^(${phases.join('|')})$`));
  }

  /** Waits for the live model to be there. Under load, fetching, compiling and verifying it may take long. */
  async expectModel(): Promise<void> {
    await expect(this.html).toHaveAttribute('data-backend', /wasm|webgpu/, { timeout: 150_000 });
  }

  /** Waits until what is shown was computed here and now. */
  async expectLive(): Promise<void> {
    await expect(this.html).toHaveAttribute('data-source', 'live', { timeout: 150_000 });
  }

  /** Writes a new prompt where the old one stands. */
  async write(prompt: string): Promise<void> {
    await this.prompt.fill(prompt);
    await this.prompt.press('Enter');
  }

  /** Waits until nothing moves by itself, stopping a run that does. */
  async rest(): Promise<void> {
    if (await this.pause.isVisible()) await this.pause.click();
    await expect(this.play).toBeVisible();
    await this.expectPhase('ready', 'predicted', 'sampled');
  }

  /** Appends `count` tokens one press at a time. @returns the text after each */
  async tokens(count: number, press: () => Promise<void> = () => this.next.click()): Promise<string[]> {
    const texts: string[] = [];
    for (let i = 0; i < count; i++) {
      const before = await this.text();
      await press();
      await this.expectLonger(before);
      await this.expectPhase('ready', 'predicted');
      texts.push(await this.text());
    }
    return texts;
  }

  async expectLonger(before: string): Promise<void> {
    const isLonger = async () => {
      const now = await this.text();
      return now.length > before.length && now.startsWith(before);
    };
    await expect.poll(isLonger, { intervals }).toBe(true);
  }

  async expectText(text: string): Promise<void> {
    await expect.poll(() => this.text(), { intervals }).toBe(text);
  }

  /** The bars from top to bottom, read from their accessible names (English). */
  async readBars(): Promise<Bar[]> {
    const said = await this.bars.evaluateAll(buttons =>
      buttons.map(b => b.getAttribute('aria-label') ?? b.textContent ?? ''),
    );
    return said.map(text => {
      const match = /^"([^]*)", <?([\d.,]+)\s?%, rank (\d+)/.exec(text);
      if (match === null) throw new Error(`a bar is called ${JSON.stringify(text)}`);
      const [, token = '', percent = '', rank = ''] = match;
      return { token, percent: text.includes(', <') ? 0 : Number(percent), rank: Number(rank) };
    });
  }
}

/** Opens the page. With no parameters it does what it does for a stranger. */
export async function open(
  page: Page,
  address: string,
  parameters: Record<string, string | number> = {},
): Promise<Stage> {
  const query = new URLSearchParams(
    Object.entries(parameters).map(([key, value]) => [key, String(value)]),
  ).toString();
  await page.goto(query === '' ? address : `${address}?${query}`);
  return new Stage(page, parameters.lang === 'zh' ? 'zh' : 'en');
}

/** A page at rest with the live model, moving as fast as it can: where most tests start. */
export async function openLive(
  page: Page,
  address: string,
  parameters: Record<string, string | number> = {},
): Promise<Stage> {
  const stage = await open(page, address, { lang: 'en', autoplay: 0, tempo: 'fast', seed: 7, ...parameters });
  await stage.expectModel();
  await stage.rest();
  return stage;
}
