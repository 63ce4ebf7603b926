import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export const BASE = '/console';

/** Where the page is: what is looked at, and how. All of it stands in the address, so Back and a copied link work. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

const MOVED = 'console-moved';

function here(): Place {
  return {
    path: decodeURIComponent(location.pathname.slice(BASE.length)) || '/',
    query: new URLSearchParams(location.search),
  };
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const move = () => setPlace(here());
    addEventListener('popstate', move);
    addEventListener(MOVED, move);
    return () => {
      removeEventListener('popstate', move);
      removeEventListener(MOVED, move);
    };
  }, []);
  return place;
}

/** Goes to another place; `replace` leaves no step for Back. */
export function go(to: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', BASE + to);
  dispatchEvent(new Event(MOVED));
  if (!replace) scrollTo(0, 0);
}

/** Changes members of the query and stays otherwise. */
export function refine(
  place: Place,
  members: Readonly<Record<string, string | undefined>>,
  replace = true,
): void {
  const query = new URLSearchParams(place.query);
  for (const [name, value] of Object.entries(members))
    if (value) query.set(name, value);
    else query.delete(name);
  const text = query.toString();
  go(encodeURI(place.path) + (text ? `?${text}` : ''), replace);
}

interface LinkProps {
  readonly to: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly 'aria-current'?: 'page';
}

export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={BASE + to} onClick={follow}>
      {children}
    </a>
  );
}
