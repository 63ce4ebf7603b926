import { seededRandom } from '../../src/kernel/seeded-random';

describe('seeded random numbers', () => {
  const some = (seed: number) => Array.from({ length: 1000 }, seededRandom(seed));

  it('are the same for the same seed, and others for another', () => {
    expect(some(1)).toEqual(some(1));
    expect(some(1)).not.toEqual(some(2));
  });

  it('lie between 0 and 1 and spread over them', () => {
    const numbers = some(7);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(Math.abs(numbers.reduce((sum, number) => sum + number, 0) / numbers.length - 0.5)).toBeLessThan(
      0.05,
    );
  });
});
