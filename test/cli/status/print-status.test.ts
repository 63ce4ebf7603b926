import type { Reading } from '../../../cli/status/reading';
import { printStatus, worstOf } from '../../../cli/status/print-status';
import { createColours } from '../../../cli/terminal/visible';

const layout = { colours: createColours(false), columns: 40, wide: false };
const green: Reading = { part: 'pipe', level: 'green', says: 'is running' };
const red: Reading = { part: 'queue', level: 'red', says: '12 messages wait, and nothing takes them' };

describe('printStatus', () => {
  it('says the worst first and each part on its own lines, within the terminal', () => {
    expect(printStatus([green, red], layout)).toEqual([
      'RED: queue',
      '  ✔ pipe   is running',
      '  ✘ queue  12 messages wait, and nothing',
      '           takes them',
    ]);
  });

  it('does not call well what could not be asked', () => {
    const unknown: Reading = { part: 'alarms', level: 'unknown', says: 'not known: permission' };

    expect(worstOf([green, unknown])).toBe('unknown');
    expect(printStatus([green, unknown], layout)[0]).toBe(
      'Well, as far as it could be asked; not known: alarms',
    );
    expect(printStatus([green], layout)[0]).toBe('All is well.');
  });
});
