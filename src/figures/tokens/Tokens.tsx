import { useMemo, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import type { TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';
import { Button } from '#ui/Button.tsx';
import { plainLabel } from '#views/label.ts';
import { Token } from '#views/Token.tsx';
import { type Tile, type TileGroup, layoutTokens } from './layout.ts';
import '#views/Experiment.css';
import './Tokens.css';

export interface TokensProps {
  readonly texts: readonly string[]; // to begin with, and to choose from
  readonly vocabulary: Vocabulary;
  readonly encode: (text: string) => readonly TokenId[];
  readonly models: readonly { readonly id: string; readonly name: string }[]; // whose tokenizers are here
  readonly modelId: string;
  readonly onModel: (id: string) => void;
}

const longest = 400; // characters: a paragraph of tiles, few enough to look at

/** Any text, cut into tokens: every tile is a piece of text, a number and its bytes. */
export function Tokens({ texts, vocabulary, encode, models, modelId, onModel }: TokensProps) {
  const m = useMessages();
  const words = m.lesson.tokens;
  const [text, setText] = useState(texts[0] ?? '');
  const cut = useMemo(() => layoutTokens(text, encode(text), vocabulary), [text, encode, vocabulary]);
  return (
    <section className="experiment" aria-label={words.region}>
      <div className="tokens-input">
        <textarea
          aria-label={words.text}
          data-control="prompt"
          rows={2}
          maxLength={longest}
          spellCheck={false}
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <div className="tokens-samples" role="group" aria-label={words.samples}>
          {texts.map(sample => (
            <Button key={sample} aria-pressed={sample === text} onClick={() => setText(sample)}>
              {sample}
            </Button>
          ))}
        </div>
      </div>
      <p className="tokens-count" role="status">
        {words.count(cut.tokens, cut.characters, cut.bytes)}
      </p>
      <ol className="tokens-tiles" aria-label={words.tiles}>
        {cut.groups.map(group => (
          <Group key={group.tiles[0]!.index} group={group} />
        ))}
      </ol>
      {models.length > 1 && (
        <label className="field" data-control="model">
          <span>{words.tokenizer}</span>
          <select value={modelId} onChange={event => onModel(event.target.value)}>
            {models.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  );
}

/** Parts of one character stand under it, joined. */
function Group({ group: { character, tiles } }: { group: TileGroup }) {
  const m = useMessages().lesson.tokens;
  if (character === null) {
    return tiles.map(tile => (
      <li key={tile.index} className="token-tile" data-parity={tile.index % 2}>
        <TileFace tile={tile} />
      </li>
    ));
  }
  return (
    <li className="token-group">
      <span className="token-character">
        <span className="token-piece">{character}</span>
        <small>{m.parts(tiles.length)}</small>
      </span>
      <ol>
        {tiles.map(tile => (
          <li key={tile.index} className="token-tile" data-parity={tile.index % 2}>
            <TileFace tile={tile} />
          </li>
        ))}
      </ol>
    </li>
  );
}

function TileFace({ tile }: { tile: Tile }) {
  const m = useMessages().lesson.tokens;
  return (
    <>
      <span className="visually-hidden">{m.tile(plainLabel(tile.label), tile.id, tile.bytes)}</span>
      <span className="token-piece" aria-hidden>
        <Token label={tile.label} />
      </span>
      <span className="token-id" aria-hidden>
        {tile.id}
      </span>
      <span className="token-bytes" aria-hidden>
        {tile.bytes}
      </span>
    </>
  );
}
