import { environment } from '../../../tasks/shared/environment';

describe('environment', () => {
  afterEach(() => {
    delete process.env.PLACE_OF_BIRTH;
  });

  it('reads a variable', () => {
    process.env.PLACE_OF_BIRTH = 'London';

    expect(environment('PLACE_OF_BIRTH')).toBe('London');
  });

  it.each([undefined, ''])('refuses %j and names the variable', (value) => {
    if (value !== undefined) process.env.PLACE_OF_BIRTH = value;

    expect(() => environment('PLACE_OF_BIRTH')).toThrow('PLACE_OF_BIRTH is not set');
  });
});
