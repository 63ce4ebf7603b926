/** Things that fall due, earliest first (a binary heap). Whoever takes one out checks whether it still counts. */
export class Timetable<Thing> {
  private readonly heap: { at: number; thing: Thing }[] = [];

  add(at: number, thing: Thing): void {
    let index = this.heap.push({ at, thing }) - 1;
    while (index > 0 && this.at(index) < this.at(parent(index))) index = this.swap(index, parent(index));
  }

  /** When the next thing falls due; Infinity when there is none. */
  next(): number {
    return this.heap[0]?.at ?? Infinity;
  }

  /** Takes out everything that is due. */
  *due(now: number): Generator<{ at: number; thing: Thing }> {
    while (this.next() <= now) yield this.takeFirst();
  }

  /** Drops what does not count any more; without this, it would be held until it falls due. */
  keep(counts: (thing: Thing, at: number) => boolean): void {
    const kept = this.heap.filter(({ at, thing }) => counts(thing, at));
    this.heap.length = 0;
    for (const { at, thing } of kept) this.add(at, thing);
  }

  get size(): number {
    return this.heap.length;
  }

  private takeFirst(): { at: number; thing: Thing } {
    const first = this.heap[0]!;
    const last = this.heap.pop()!;
    if (this.heap.length > 0) this.heap[0] = last;
    for (let index = 0, child; (child = this.earlierChild(index)) !== undefined; index = child)
      this.swap(index, child);
    return first;
  }

  /** The child that should stand above its parent, if any. */
  private earlierChild(index: number): number | undefined {
    const left = 2 * index + 1;
    const child = this.at(left + 1) < this.at(left) ? left + 1 : left;
    return this.at(child) < this.at(index) ? child : undefined;
  }

  private at(index: number): number {
    return this.heap[index]?.at ?? Infinity;
  }

  private swap(from: number, to: number): number {
    [this.heap[from], this.heap[to]] = [this.heap[to]!, this.heap[from]!];
    return to;
  }
}

function parent(index: number): number {
  return (index - 1) >> 1;
}
