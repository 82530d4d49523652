import type { ComponentType } from 'react';
import type { Guest } from '#run/guest.ts';
import type { Arrivals } from '#views/Arriving.tsx';
import type { Labs } from '#views/lab.ts';
import type { Download } from './downloads.ts';
import type { Control, Language, LocalStart, SceneStart } from './scene.ts';

/**
 * A picture of the lesson that is not the stage. README.md beside this file is the contract on one page.
 *
 * `Data` is what its scenes say beyond the common start; `C` are the controls it draws. A control that only the stage
 * draws cannot be promised by a scene of another figure.
 */
export interface Figure<Data extends object, C extends Control> {
  /** Its component, fetched when a scene first shows it. */
  readonly load: () => Promise<ComponentType<FigureProps<Data, C>>>;
  /** What it fetches unasked; an embed tells its reader before. */
  readonly downloads: (scene: SceneOf<Data, C>, start: LocalStart) => readonly Download[];
  /** An embedded model works here though the reader has brought one: its inside is needed, or experiments are its own. */
  readonly embedded?: 'inside' | 'experiment';
  /** It is made of the lesson's words and waits for them. */
  readonly isWorded?: boolean;
}

/** A scene as its figure sees it. */
export type SceneOf<Data extends object, C extends Control> = SceneStart & {
  readonly controls?: readonly C[]; // absent: all that the figure has
} & Readonly<Data>;

/** Everything a figure may need of the page. It hands on to its parts only what they draw. */
export interface FigureProps<Data extends object = object, C extends Control = Control> {
  readonly scene: SceneOf<Data, C>;
  readonly start: LocalStart; // of the scene, in the language its texts for the model are in
  readonly spoken: Language; // that language; it differs from the page's where a model is missing
  readonly modelId: string; // the scene's model, or the page's default
  readonly plays: boolean; // it may begin to write by itself
  readonly labs: Labs & Arrivals; // engines for experiments
  readonly lesson: FigureLesson | null; // null until its words have come
  readonly sourceOf: (id: string) => { readonly url: string; readonly title: string };
  readonly guest: Guest | null; // a model of the reader's own
  readonly onConnect: () => void; // opens the dialog that connects one
  readonly onDownload: () => void; // opens the dialog that downloads one
}

/** The words of the lesson, for a figure that is made of them or leads on to other scenes. */
export interface FigureLesson {
  readonly language: Language;
  readonly text: string; // the scene's own, Markdown
  readonly ticket: readonly TicketQuestion[];
  /** @returns null if there is no such scene */
  readonly doorTo: (address: string) => Door | null;
}

/** The way to another scene. */
export interface Door {
  readonly scene: string; // its title
  readonly onOpen: () => void;
}

/** A question of the exit ticket, its texts in Markdown. */
export interface TicketQuestion {
  readonly id: string;
  readonly text: string;
  readonly answers: readonly {
    readonly id: string;
    readonly text: string;
    readonly reply: string; // shown when it has been chosen
    readonly refutedBy: string | null; // address of a scene that speaks against it; null: this is the right one
  }[];
}
