import type { ReactNode } from 'react';
import { type Place, placeAt } from '../chapters/index.ts';
import { sources } from '../sources.ts';
import { InlineButton } from '#ui/InlineButton.tsx';
import type { Verbs } from '#ui/Markdown.tsx';
import { pointAt } from './pointAt.ts';
import { searchFor } from '../place.ts';

/** A link to a scene: a real address, so that it can be opened beside, and a step of this page when it is pressed. */
export function SceneLink(props: {
  place: Place;
  onGo: (place: Place) => void;
  children: ReactNode;
  className?: string;
  label?: string;
  current?: boolean;
}) {
  const { place, onGo, children, className, label, current = false } = props;
  return (
    <a
      href={searchFor(place, location.search)}
      className={className}
      aria-label={label}
      title={label}
      aria-current={current ? 'step' : undefined}
      onClick={event => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onGo(place);
      }}
    >
      {children}
    </a>
  );
}

/**
 * What the links in the lesson's prose do.
 *
 * @param onTerm opens the glossary beside the pressed word
 */
export function lessonVerbs(
  onGo: (place: Place) => void,
  onTerm: (term: string, anchor: HTMLElement) => void,
): Verbs {
  return {
    control: (control, words) => (
      <InlineButton className="prose-link" verb="control" onPress={() => pointAt(control)}>
        {words}
      </InlineButton>
    ),
    term: (term, words) => (
      <InlineButton className="prose-link" verb="term" opensDialog onPress={anchor => onTerm(term, anchor)}>
        {words}
      </InlineButton>
    ),
    scene: (address, words) => {
      const place = placeAt(address);
      return place === undefined ? (
        words
      ) : (
        <SceneLink place={place} onGo={onGo} className="prose-link">
          {words}
        </SceneLink>
      );
    },
    source: (id, words) => {
      const source = sources[id];
      if (source === undefined) return words;
      const { authors, year, title, where, url } = source;
      return (
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="prose-link"
          title={`${authors} ${year}: ${title}. ${where}`}
        >
          {words}
        </a>
      );
    },
  };
}
