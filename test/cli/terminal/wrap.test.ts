import { createColours } from '../../../cli/terminal/visible';
import { wrap } from '../../../cli/terminal/wrap';

describe('wrap', () => {
  it('breaks between words and hangs what follows', () => {
    expect(wrap('  cause  The login may not do that', 20, '         ')).toEqual([
      '  cause  The login',
      '         may not do',
      '         that',
    ]);
  });

  it('leaves a text that fits as it is, blanks included', () => {
    expect(wrap('a   b', 5)).toEqual(['a   b']);
  });

  it('breaks a long name behind its marks, and lets an id stand out', () => {
    expect(wrap('RdsData.AccessDeniedException', 22)).toEqual(['RdsData.', 'AccessDeniedException']);
    expect(wrap('id 1a2b3c4d5e6f', 8)).toEqual(['id', '1a2b3c4d5e6f']);
  });

  it('counts what is seen, not what paints it', () => {
    const { red } = createColours(true);

    expect(wrap(`${red('open')} now`, 8)).toHaveLength(1);
  });
});
