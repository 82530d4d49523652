// @vitest-environment jsdom
import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { modelWith } from '#engine/hub/hub-model.ts';
import { variantsFor } from '#engine/hub/variants.ts';
import { fetchFiles } from '#engine/files/fetch-files.ts';
import { loadOnnxEngineInNode } from '#engine/onnx/node.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { type Language, MessagesProvider, languages } from '#i18n/messages.tsx';
import { Hub } from '#features/hub/Hub.tsx';
import type { LoadModel } from '#features/hub/useDownload.ts';
import { type Repository, repository } from '../../hub/repository.ts';
import { HubServer, REPO } from '../../hub/server.ts';

configure({ asyncUtilTimeout: 30_000 }); // the machine may be busy

const graph = 'onnx/model_quantized.onnx';
let files: Repository;
let hub: HubServer;
let engine: OnnxEngine | null = null;

beforeAll(() => {
  // Node's own can be read as streams and cross a port, as a browser's can; jsdom's cannot.
  vi.stubGlobal('Blob', NodeBlob);
  vi.stubGlobal('File', NodeFile);
  files = { ...repository('single', 'int8'), ...repository('single', 'fp32') };
  // jsdom has the element, and no way to open it.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});
beforeEach(async () => {
  hub = await HubServer.start(files);
});
afterEach(async () => {
  cleanup();
  engine?.dispose();
  engine = null;
  await hub.close();
});

/**
 * The page's own way of loading without its worker: jsdom has none. Bytes come over the same code from the same server,
 * the engine is the same; only the thread is another.
 */
const loadHere: LoadModel = async (found, { onProgress, signal }) => {
  const model = modelWith(found, variantsFor(found.variants, 'wasm', false)[0]!);
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
  const contents = await Promise.race([
    fetchFiles(model, [model.spec.files.graph], null, onProgress ?? (() => {})),
    aborted,
  ]);
  const here = Object.fromEntries([...contents].map(([path, bytes]) => [path, new Blob([bytes])]));
  return loadOnnxEngineInNode({ ...model, files: { ...model.files, ...here } });
};

function open(language: Language = 'en') {
  const onUse = vi.fn((loaded: OnnxEngine) => void (engine = loaded));
  const onOpen = vi.fn();
  const view = (isOpen: boolean) => (
    <MessagesProvider value={languages[language]}>
      <Hub open={isOpen} backend="wasm" onOpen={onOpen} onUse={onUse} onMoved={() => {}} load={loadHere} />
    </MessagesProvider>
  );
  const { rerender } = render(view(true));
  return { onUse, onOpen, show: (isOpen: boolean) => rerender(view(isOpen)) };
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const says = async (text: string | RegExp) => expect(await screen.findByText(text)).toBeTruthy();

/** In one go: an address typed letter by letter is fifty renderings. */
async function write(field: HTMLElement, text: string) {
  await userEvent.clear(field);
  await userEvent.paste(text);
}

async function choose(repo: string, base: string) {
  await userEvent.click(screen.getByRole('radio', { name: 'Another one' }));
  await write(screen.getByRole('textbox', { name: 'Repository' }), repo);
  await userEvent.click(screen.getByRole('radio', { name: 'A mirror of it' }));
  const address = screen.getByRole('textbox', { name: 'Address of the mirror' });
  await write(address, base);
}

async function find() {
  await choose(REPO, hub.base);
  await press('Look it up');
  await says(`Found: ${REPO}`);
}

describe('the dialog for downloaded models', () => {
  it('tells licence, parameters and size of each model of the catalogue, and asks no one', () => {
    open();
    const gpt2 = screen.getByRole('radio', { name: /^GPT-2 124M/ });
    expect(gpt2).toHaveProperty('checked', true);
    expect(gpt2.closest('label')!.textContent).toContain('124M parameters · about 124 MB · licence MIT');
    expect(screen.getByText(/from huggingface\.co/)).toBeTruthy();
    expect(hub.log).toEqual([]);
  });

  it('begins at a mirror for readers of Chinese, whom the hub itself does not reach', () => {
    open('zh');
    expect(screen.getByRole('radio', { name: 'Hugging Face 镜像站' })).toHaveProperty('checked', true);
    expect(screen.getByText(/hf-mirror\.com 要这些文件/)).toBeTruthy();
  });

  it('asks only for an address and a name that can be asked for', async () => {
    open();
    await choose('tiny', hub.base);
    expect(screen.getByRole('button', { name: 'Look it up' })).toHaveProperty('disabled', true);
    await userEvent.type(screen.getByRole('textbox', { name: 'Repository' }), '/one');
    expect(screen.getByRole('button', { name: 'Look it up' })).toHaveProperty('disabled', false);
  });

  it('lists what there is before anything large moves, with a choice of precision', async () => {
    open();
    await find();
    expect(hub.sent(graph)).toBe(0);
    const precision = screen.getByRole('combobox', { name: 'Precision' });
    const offered = within(precision)
      .getAllByRole('option')
      .map(option => option.textContent);
    const size = languages.en.format.bytes(files[graph]!.size);
    expect(offered).toEqual([
      `Best for this device: 8 bits · ${size}`,
      `8 bits · ${size}`,
      `32 bits · ${languages.en.format.bytes(files['onnx/model.onnx']!.size)}`,
    ]);
    expect(screen.getByText('48 tokens')).toBeTruthy();
  });

  it('downloads every byte once, tells when it is ready, and hands over an engine that answers', async () => {
    const { onUse } = open();
    await find();
    await press(/^Download .* and use it$/);
    await says(`${REPO} is on the stage and goes on with your text.`);
    expect(hub.sent(graph)).toBe(files[graph]!.size);
    expect(onUse).toHaveBeenCalledTimes(1);
    expect(engine!.model.id).toBe(REPO);
    const { prediction } = await engine!.predict(engine!.encode('the'), new AbortController().signal);
    expect(prediction.ids.length).toBeGreaterThan(0);
  });

  it('fetches the precision that was chosen and no other', async () => {
    open();
    await find();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Precision' }), 'fp32');
    await press(/^Download/);
    await says(/is on the stage/);
    expect(hub.sent('onnx/model.onnx')).toBe(files['onnx/model.onnx']!.size);
    expect(hub.sent(graph)).toBe(0);
  });

  it('goes on while closed, can be cancelled there, and taken up again', async () => {
    hub.fail(graph, { holdAt: 100_000 });
    const { onOpen, onUse, show } = open();
    await find();
    await press(/^Download/);
    const total = languages.en.format.bytes(files[graph]!.size);
    await says(new RegExp(`\\d kB of ${total}`));
    await press('Go on reading meanwhile');
    expect(onOpen).toHaveBeenLastCalledWith(false);
    show(false);
    const bar = await screen.findByRole('complementary', { name: 'Get a real GPT-2' });
    const { value, max } = within(bar).getByRole<HTMLProgressElement>('progressbar');
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(max);
    expect(max).toBe(files[graph]!.size);
    await userEvent.click(within(bar).getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('complementary')).toBeNull();
    hub.mend();
    show(true);
    await press('Go on');
    await says(/is on the stage/);
    expect(onUse).toHaveBeenCalledTimes(1);
  });
});

describe('a download that fails', () => {
  it('says what may be wrong with an address that has no such model, and leads back', async () => {
    open();
    await choose('us/nothing', hub.base);
    await press('Look it up');
    expect((await screen.findByRole('alert')).textContent).toContain('Another source may work');
    await press('Choose another');
    expect(screen.getByRole('textbox', { name: 'Repository' })).toHaveProperty('value', 'us/nothing');
  });

  it('gives the command that puts a model beside the page', async () => {
    open();
    await userEvent.click(screen.getByRole('radio', { name: 'The server of this page' }));
    expect(screen.getByText('npm run models:add Xenova/gpt2')).toBeTruthy();
  });

  it('refuses a damaged file, and gets it anew', async () => {
    hub.fail(graph, { flip: true, times: 2 });
    const { onUse } = open();
    await find();
    await press(/^Download/);
    expect((await screen.findByRole('alert')).textContent).toContain('damaged part has been thrown away');
    expect(onUse).not.toHaveBeenCalled();
    await press('Try again');
    await says(/is on the stage/);
  });

  it('is told in Chinese as well', async () => {
    hub.fail(graph, { status: 404 });
    open('zh');
    await userEvent.click(screen.getByRole('radio', { name: '别的模型' }));
    await write(screen.getByRole('textbox', { name: '仓库' }), REPO);
    const address = screen.getByRole('textbox', { name: '镜像站的地址' });
    await write(address, hub.base);
    await press('查找模型');
    await press(/^下载 .* 并使用$/);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('没能从服务器载入模型。');
    expect(alert.textContent).toContain('再试时从那里接着下载');
    hub.mend();
    await press('再试一次');
    await waitFor(() => expect(engine).not.toBeNull());
  });
});

describe('files of the reader’s own', () => {
  const pick = (contents: Readonly<Record<string, Blob>>) =>
    Promise.all(
      Object.entries(contents).map(async ([path, blob]) => {
        const bytes = await blob.arrayBuffer();
        return new File([bytes], path.slice(path.lastIndexOf('/') + 1));
      }),
    );

  it('run without any server', async () => {
    open();
    await userEvent.click(screen.getByRole('radio', { name: 'Files on this device' }));
    await userEvent.upload(screen.getByLabelText('Choose files'), await pick(repository('single', 'int8')));
    await says('Found: GPT-2');
    await press('Use it');
    await says('GPT-2 is on the stage and goes on with your text.');
    expect(hub.log).toEqual([]);
  });

  it('that are no model are refused with what is needed', async () => {
    open();
    await userEvent.click(screen.getByRole('radio', { name: 'Files on this device' }));
    const { 'config.json': config } = repository('single', 'int8');
    await userEvent.upload(screen.getByLabelText('Choose files'), await pick({ 'config.json': config! }));
    expect((await screen.findByRole('alert')).textContent).toContain('tokenizer.json');
  });
});

describe('memory', () => {
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'deviceMemory');
  });
  it.each([
    [0.25, true], // GB
    [8, false],
  ])('of %s GB is warned about beforehand: %s', async (gigabytes, warned) => {
    Object.defineProperty(navigator, 'deviceMemory', { value: gigabytes, configurable: true });
    open();
    await find();
    expect(screen.queryByText(/^This needs about .* of memory/) !== null).toBe(warned);
  });
});
