import { toTable } from '../../../cli/terminal/table';
import { createColours } from '../../../cli/terminal/visible';

describe('toTable', () => {
  const plain = createColours(false);

  it('keeps a row on one line and columns in line, whatever a cell holds', () => {
    const rows = [
      ['a\nforged', 'b'],
      ['\x1b[2K', 'c'],
    ];

    expect(toTable(plain, ['ID', 'ERROR'], rows)).toEqual([
      'ID             ERROR',
      'a\\u000aforged  b',
      '\\u001b[2K      c',
    ]);
  });

  it('is as wide in colours as without', () => {
    const colours = createColours(true);
    const [, row] = toTable(colours, ['A', 'B'], [[colours.red('open'), 'x']]);

    // eslint-disable-next-line no-control-regex -- what a colour is made of
    expect(row?.replace(/\x1b\[[\d;]*m/g, '')).toBe('open  x');
  });

  it('takes no longer for blanks than for letters', () => {
    const blanks = `x${' '.repeat(1_000_000)}y`;

    expect(toTable(plain, ['A'], [[blanks]])[1]).toBe(blanks);
  });
});
