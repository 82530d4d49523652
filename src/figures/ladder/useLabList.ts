import { useEffect, useState } from 'react';
import type { Lab, Labs } from '#views/lab.ts';

/**
 * Several labs, opened one after the other: two downloads at once would take as long and twice the memory.
 *
 * @returns labs: null until all are there
 */
export function useLabList(
  labs: Labs,
  ids: readonly string[],
): { labs: readonly Lab[] | null; error: unknown; retry: () => void } {
  const [opened, setOpened] = useState<{ labs: readonly Lab[] | null; error: unknown }>({
    labs: null,
    error: null,
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    async function openAll() {
      const list: Lab[] = [];
      for (const id of ids) list.push(await labs.open(id));
      return list;
    }
    openAll().then(
      list => gone || setOpened({ labs: list, error: null }),
      error => gone || setOpened({ labs: null, error }),
    );
    return () => {
      gone = true;
    };
  }, [labs, ids, attempt]);
  return {
    ...opened,
    retry: () => {
      setOpened({ labs: null, error: null });
      setAttempt(n => n + 1);
    },
  };
}
