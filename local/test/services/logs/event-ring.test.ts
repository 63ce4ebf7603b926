import { randomBytes } from 'node:crypto';
import { EventRing } from '../../../src/services/logs/event-ring';
import type { StoredEvent } from '../../../src/services/logs/stored-event';

const event = (timestamp: number, sequence: number, message = 'x'): StoredEvent => ({
  ...{ timestamp, sequence, stream: 's', message, ingestionTime: 0 },
});
const all = (ring: EventRing) =>
  [...ring.from({ timestamp: 0, sequence: 0 })].map(({ sequence }) => sequence);

describe('a ring of events', () => {
  it('is in order of time, whatever the order of arrival', () => {
    const ring = new EventRing(1e6);
    for (const [timestamp, sequence] of [
      [5, 1],
      [3, 2],
      [5, 3],
      [4, 4],
      [9, 5],
    ] as const)
      ring.add(event(timestamp, sequence));
    expect(all(ring)).toEqual([2, 4, 1, 3, 5]);
    expect([...ring.from({ timestamp: 5, sequence: 2 })].map(({ sequence }) => sequence)).toEqual([3, 5]);
  });

  it('lets the oldest go when it holds too much, and keeps its order over many', () => {
    const ring = new EventRing(500_000);
    for (let index = 1; index <= 20_000; index++)
      ring.add(event(index, index, randomBytes(150).toString('base64')));
    const kept = all(ring);
    expect(kept.at(-1)).toBe(20_000);
    expect(kept.length).toBeLessThan(2500);
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
  });

  it('keeps the newest event even if it alone is too much', () => {
    const ring = new EventRing(10);
    ring.add(event(1, 1, 'long'.repeat(100)));
    expect(all(ring)).toEqual([1]);
  });

  it('drops what is older than a time', () => {
    const ring = new EventRing(1e6);
    ring.add(event(1, 1));
    ring.add(event(2, 2));
    ring.add(event(3, 3));
    ring.expire(2);
    expect(all(ring)).toEqual([2, 3]);
  });

  it('is in order of time over many that are packed, late ones included, and drops what is older than a time', () => {
    const ring = new EventRing(1e6);
    for (let index = 1; index <= 9000; index++)
      ring.add(event(2 * index, index, 'like the others '.repeat(9)));
    const late = [3, ...Array.from({ length: 500 }, (_, at) => 5001 + 2 * at), 17_001];
    for (const time of late) ring.add(event(time, 10_000 + time, 'late '.repeat(20)));
    ring.expire(5000);

    const kept = [...ring.from({ timestamp: 0, sequence: 0 })];
    expect(kept.map(({ timestamp }) => timestamp)).toEqual(
      [...Array.from({ length: 9000 }, (_, at) => 2 * at + 2), ...late]
        .filter((time) => time >= 5000)
        .sort((a, b) => a - b),
    );
    expect([...ring.from({ timestamp: 17_999, sequence: 0 })]).toHaveLength(1);
  });

  it('holds several times as much of what repeats itself as its bytes are', () => {
    const ring = new EventRing(100_000);
    for (let index = 1; index <= 5000; index++)
      ring.add(event(index, index, `{"id":"${index}","text":"${'the same '.repeat(20)}"}`));

    expect(all(ring).length * 200).toBeGreaterThan(4 * 100_000);
  });
});
