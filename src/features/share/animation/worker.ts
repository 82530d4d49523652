import { GifFile } from './gif.ts';
import type { FromWriter, ToWriter } from './protocol.ts';

let file: GifFile | null = null;

self.onmessage = ({ data }: MessageEvent<ToWriter>) => {
  switch (data.kind) {
    case 'open':
      file = new GifFile(data.width, data.height, data.sample);
      return answer({ kind: 'taken' });
    case 'frame':
      file!.add(data.pixels, data.delayMs);
      return answer({ kind: 'taken' });
    case 'finish': {
      const bytes = file!.finish();
      return answer({ kind: 'file', bytes }, [bytes.buffer]);
    }
  }
};

const answer = (message: FromWriter, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });
