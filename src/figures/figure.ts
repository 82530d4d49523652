import type { FigureName, Language, LocalStart, Scene } from '#lesson/chapter.ts';
import type { Place } from '#lesson/chapters/index.ts';
import type { Lesson } from '#lesson/prose.ts';
import type { Arrivals } from '#views/Arriving.tsx';
import type { Labs } from '#views/lab.ts';
import type { Guest } from '#run/guest.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import type { Permission } from '#lesson/permissions.ts';

/** Everything a figure of the lesson may need of the page. It hands on to its views only what they draw. */
export interface FigureProps<F extends FigureName = FigureName> {
  readonly scene: Scene<F>;
  readonly start: LocalStart; // of the scene, in the language its texts for the model are in
  readonly spoken: Language; // that language; it differs from the page's where a model is missing
  readonly modelId: string; // the scene's model, or the page's default
  readonly may: Permission;
  readonly plays: boolean; // it may begin to write by itself
  readonly labs: Labs & Arrivals; // engines for experiments
  readonly controller: WorkbenchController; // the stage's own, which a figure may look at but not move
  readonly lesson: Lesson | null;
  readonly onGo: (place: Place) => void;
  readonly guest: Guest | null; // a model of the reader's own
  readonly onConnect: () => void; // opens the dialog that connects one
  readonly onDownload: () => void; // opens the dialog that downloads one
}
