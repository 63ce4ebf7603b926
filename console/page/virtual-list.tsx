import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props<Row> {
  readonly rows: readonly Row[];
  /** Height of every row, in pixels. */
  readonly rowHeight: number;
  readonly label: string;
  readonly render: (row: Row, index: number) => ComponentChildren;
  readonly onOpen?: (row: Row) => void;
}

/** A list of which only the rows that are seen exist. Arrow keys walk it, Enter opens. */
export function VirtualList<Row>({ rows, rowHeight, label, render, onOpen }: Props<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ first: 0, count: 40 });
  const [chosen, setChosen] = useState(-1);
  const look = () => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {};
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - 8);
    const count = Math.ceil(clientHeight / rowHeight) + 16;
    setView((before) => (before.first === first && before.count === count ? before : { first, count }));
  };
  useEffect(() => {
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, []);
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const row = rows[chosen];
    if (event.key === 'Enter' && row && event.target === box.current) onOpen?.(row);
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, chosen + step));
    setChosen(next);
    const { current } = box;
    if (!current) return;
    const top = next * rowHeight;
    if (top < current.scrollTop) current.scrollTop = top;
    if (top + rowHeight > current.scrollTop + current.clientHeight)
      current.scrollTop = top + rowHeight - current.clientHeight;
  };
  const seen = rows.slice(view.first, view.first + view.count);
  return (
    <div
      ref={box}
      class="list"
      tabIndex={0}
      role="listbox"
      aria-label={label}
      aria-activedescendant={chosen >= 0 ? `row-${chosen}` : undefined}
      onScroll={look}
      onKeyDown={walk}
    >
      <div class="list-all" role="presentation" style={{ height: `${rows.length * rowHeight}px` }}>
        <div
          class="list-seen"
          role="presentation"
          style={{ transform: `translateY(${view.first * rowHeight}px)` }}
        >
          {seen.map((row, at) => {
            const index = view.first + at;
            return (
              <div
                key={index}
                id={`row-${index}`}
                role="option"
                aria-selected={index === chosen}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                class={index === chosen ? 'row chosen' : 'row'}
                style={{ height: `${rowHeight}px` }}
                onClick={() => onOpen?.(row)}
              >
                {render(row, index)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 15,
  PageUp: -15,
  Home: -1e9,
  End: 1e9,
};
