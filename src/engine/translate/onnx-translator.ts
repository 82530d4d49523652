import type { TokenId } from '#lm/prediction.ts';
import type { SourceWord, TranslationStep, Translator } from '#lm/translation.ts';
import { EngineError } from '../engine.ts';
import type { Port } from '../onnx/protocol.ts';
import type { Reply, Request } from './protocol.ts';
import type { TranslatorModel, TranslatorSpec } from './spec.ts';
import { type TranslatorVocabulary, sourceWords } from './words.ts';

/** A translator behind a port: in a worker on the page, in the same process in Node. */
export class OnnxTranslator implements Translator {
  readonly model: { readonly id: string; readonly revision: string };
  readonly endOfSentence: TokenId;
  readonly contextLength: number;
  readonly heads: number; // in every layer
  private queue: Promise<unknown> = Promise.resolve();
  private failed: EngineError | null = null;
  private onReply: ((reply: Reply) => void) | null = null;

  /** @param release ends the worker */
  private constructor(
    spec: TranslatorSpec,
    private readonly vocabulary: TranslatorVocabulary,
    private readonly port: Port,
    private readonly release: () => void,
  ) {
    this.model = { id: spec.id, revision: spec.revision };
    this.endOfSentence = vocabulary.specials.end;
    this.contextLength = spec.contextLength;
    this.heads = spec.heads;
    port.onmessage = ({ data }: MessageEvent<Reply>) => this.onReply?.(data);
  }

  /** @throws EngineError */
  static async load(
    model: TranslatorModel,
    vocabulary: TranslatorVocabulary,
    port: Port,
    release: () => void,
  ): Promise<OnnxTranslator> {
    const translator = new OnnxTranslator(model.spec, vocabulary, port, release);
    try {
      await translator.ask({ kind: 'load', model });
      return translator;
    } catch (error) {
      translator.dispose();
      throw error;
    }
  }

  words(sentence: string): SourceWord[] {
    return sourceWords(sentence, this.vocabulary);
  }

  word(id: TokenId): string {
    const { specials, target } = this.vocabulary;
    if (id === specials.unknown) return '□';
    return Object.values(specials).includes(id) ? '' : target[id]!;
  }

  async step(source: readonly TokenId[], target: readonly TokenId[]): Promise<TranslationStep> {
    const longest = Math.max(source.length, target.length + 1);
    if (longest > this.contextLength) {
      throw new EngineError(
        'context-too-long',
        `${longest} words; ${this.model.id} takes ${this.contextLength}`,
      );
    }
    const reply = await this.ask({ kind: 'step', source, target });
    if (reply.kind !== 'stepped') throw new EngineError('nonsense', `asked for a step, told ${reply.kind}`);
    return reply.step;
  }

  /** The worker is gone: the open question and all later ones fail. */
  fail(error: EngineError): void {
    this.failed ??= error;
    this.onReply?.({ kind: 'failed', code: error.code, message: error.message });
  }

  dispose(): void {
    this.release();
    this.fail(new EngineError('worker-crashed', 'the translator was given back'));
  }

  private ask(request: Request): Promise<Reply> {
    const turn = this.queue.then(async () => {
      if (this.failed !== null) throw this.failed;
      const reply = await new Promise<Reply>(resolve => {
        this.onReply = resolve;
        this.port.postMessage(request, []);
      });
      if (reply.kind === 'failed') throw new EngineError(reply.code, reply.message);
      return reply;
    });
    this.queue = turn.catch(() => {});
    return turn;
  }
}
