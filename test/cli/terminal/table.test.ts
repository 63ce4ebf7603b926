import { toTable } from '../../../cli/terminal/table';
import { createColours } from '../../../cli/terminal/visible';

describe('toTable', () => {
  const plain = { colours: createColours(false), columns: Infinity, wide: false };

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
    const [, row] = toTable({ ...plain, colours }, ['A', 'B'], [[colours.red('open'), 'x']]);

    // eslint-disable-next-line no-control-regex -- what a colour is made of
    expect(row?.replace(/\x1b\[[\d;]*m/g, '')).toBe('open  x');
  });

  it('breaks the longest texts between words where the terminal ends', () => {
    const rows = [['1a2b3c4d', 'UpsertUser RdsData.AccessDeniedException', '3 min']];

    expect(toTable({ ...plain, columns: 46 }, ['FAILURE', 'WHY', 'AGO'], rows)).toEqual([
      'FAILURE   WHY                            AGO',
      '1a2b3c4d  UpsertUser                     3 min',
      '          RdsData.AccessDeniedException',
    ]);
  });

  it('breaks a name behind its own marks, and never an id', () => {
    const rows = [['1a2b3c4d', 'RdsData.AccessDeniedException']];

    expect(toTable({ ...plain, columns: 20 }, ['ID', 'ERROR'], rows)).toEqual([
      'ID        ERROR',
      '1a2b3c4d  RdsData.',
      '          AccessDeniedException',
    ]);
  });

  it('takes no longer for blanks than for letters', () => {
    const blanks = `x${' '.repeat(1_000_000)}y`;

    expect(toTable(plain, ['A'], [[blanks]])[1]).toBe(blanks);
  });
});
