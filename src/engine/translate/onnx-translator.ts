import type { TokenId } from '#lm/prediction.ts';
import type { SourceWord, TranslationStep, Translator } from '#lm/translation.ts';
import { EngineError } from '../engine.ts';
import { download } from '../files/download.ts';
import { sourceOf } from '../files/fetch-files.ts';
import type { Connection } from '../onnx/client.ts';
import type { Reply, Request } from './protocol.ts';
import type { TranslatorModel, TranslatorSpec } from './spec.ts';
import { type TranslatorVocabulary, sourceWords } from './words.ts';

/** A translator behind a connection: in a worker on the page, in the same process in Node. */
export class OnnxTranslator implements Translator {
  readonly model: { readonly id: string; readonly revision: string };
  readonly endOfSentence: TokenId;
  readonly contextLength: number;
  readonly heads: number; // in every layer

  private constructor(
    spec: TranslatorSpec,
    private readonly vocabulary: TranslatorVocabulary,
    private readonly connection: Connection<Request, Reply>,
  ) {
    this.model = { id: spec.id, revision: spec.revision };
    this.endOfSentence = vocabulary.specials.end;
    this.contextLength = spec.contextLength;
    this.heads = spec.heads;
  }

  /** @throws EngineError; the connection is closed then */
  static async load(model: TranslatorModel, connection: Connection<Request, Reply>): Promise<OnnxTranslator> {
    const file = model.spec.files.vocabulary;
    try {
      const [bytes] = await Promise.all([
        download(sourceOf(model, file), file, () => {}),
        connection.ask({ kind: 'load', model }, 'loaded'),
      ]);
      const vocabulary = JSON.parse(new TextDecoder().decode(bytes)) as TranslatorVocabulary;
      return new OnnxTranslator(model.spec, vocabulary, connection);
    } catch (error) {
      connection.close(new EngineError('worker-crashed', 'the translator could not be loaded'));
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
    const begun = [this.vocabulary.specials.begin, ...target];
    const { step } = await this.connection.ask({ kind: 'step', source, target: begun }, 'stepped');
    return step;
  }

  dispose(): void {
    this.connection.close(new EngineError('worker-crashed', 'the translator was given back'));
  }
}
