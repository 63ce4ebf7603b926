import fc from 'fast-check';
import { Timetable } from '../../../src/services/sqs/timetable';

it('yields what is due, earliest first, and keeps the rest', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100)), fc.nat(100), (times, now) => {
      const timetable = new Timetable<number>();
      for (const at of times) timetable.add(at, at);
      const sorted = [...times].sort((one, other) => one - other);
      expect([...timetable.due(now)].map(({ at }) => at)).toEqual(sorted.filter((at) => at <= now));
      expect(timetable.next()).toBe(sorted.find((at) => at > now) ?? Infinity);
    }),
  );
});

it('drops what does not count any more', () => {
  const timetable = new Timetable<number>();
  for (const at of [5, 3, 8, 1, 9]) timetable.add(at, at);

  timetable.keep((at) => at % 2 === 1);

  expect(timetable.size).toBe(4);
  expect([...timetable.due(10)].map(({ at }) => at)).toEqual([1, 3, 5, 9]);
});
