import { createContext } from 'react';
import { type Clock, browserClock } from '#player/clock.ts';

/** The time that figures run on; tests move it by hand. */
export const ClockContext = createContext<Clock>(browserClock);
