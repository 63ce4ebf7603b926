import { useEffect, useRef, useState } from 'preact/hooks';
import type { Complaint } from '../feed/documents';
import { RefusedError } from './feed';

/** What was asked for, as far as it is known. */
export interface Asked<Answer> {
  readonly data?: Answer;
  readonly error?: Complaint;
  /** Asks now instead of later. */
  readonly again: () => void;
}

/** Asks, and asks again every so many milliseconds as long as the page is seen; never with 0. Another key begins anew. */
export function useFeed<Answer>(key: string, every: number, get: () => Promise<Answer>): Asked<Answer> {
  const [state, setState] = useState<{ key: string; data?: Answer; error?: Complaint }>({ key });
  const getter = useRef(get);
  getter.current = get;
  const wake = useRef(() => {});
  useEffect(() => {
    let timer = 0;
    let over = false;
    const once = async () => {
      clearTimeout(timer);
      try {
        const data = await getter.current();
        if (!over) setState({ key, data });
      } catch (error) {
        if (!over)
          setState((before) => ({
            key,
            data: before.key === key ? before.data : undefined,
            error: complaintOf(error),
          }));
      }
      if (!over && every > 0) timer = window.setTimeout(() => void tick(), every);
    };
    const tick = () => (document.hidden ? (timer = window.setTimeout(() => void tick(), every)) : once());
    wake.current = () => void once();
    void once();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key, every]);
  const current = state.key === key ? state : { key };
  return { data: current.data, error: current.error, again: () => wake.current() };
}

export function complaintOf(error: unknown): Complaint {
  if (error instanceof RefusedError) return error.complaint;
  return {
    where: 'this page',
    what: error instanceof Error ? error.message : String(error),
    fix: 'Load it again.',
  };
}
