import type { Order } from './protocol.ts';
import { openSchool } from './school.ts';

const obey = openSchool(
  report => self.postMessage(report),
  then => setTimeout(then),
  () => performance.now(),
);
self.onmessage = (event: MessageEvent<Order>) => obey(event.data);
