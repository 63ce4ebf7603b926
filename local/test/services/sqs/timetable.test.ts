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
