import { TraceSampling } from '../../../src/services/lambda/trace-sampling';

describe('the sampling of traces', () => {
  it('takes the first in each second', () => {
    const sampling = new TraceSampling(() => 0.99);

    expect([1000, 1001, 1999, 2000, 2001, 9000].map((now) => sampling.takes(now))).toEqual([
      ...[true, false, false, true, false, true],
    ]);
  });

  it('takes one in twenty of the others', () => {
    let made = 0;
    const sampling = new TraceSampling(() => (made++ % 100) / 100);
    sampling.takes(0);

    expect(Array.from({ length: 100 }, () => sampling.takes(1)).filter(Boolean)).toHaveLength(5);
  });
});
