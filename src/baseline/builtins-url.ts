import url from './fills/builtins.ts?worker&url'; // a script of its own, so that a worker can import it as well

/** Address of the script that defines what `lacksBuiltins` misses. */
export const builtinsUrl = new URL(url, import.meta.url).href;
