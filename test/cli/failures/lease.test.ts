import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT_SECONDS } from '../../../cli/failures/failure-record';
import { LEASE } from '../../../cli/failures/lease';
import { PATIENCE } from '../../../cli/replay/start-execution';

const text = readFileSync(join(__dirname, '../../../statemachine/user-registration.asl.json'), 'utf8');

describe('the times that client and workflow share', () => {
  it('end the execution before its client gives up, and that before the lease', () => {
    const { TimeoutSeconds } = JSON.parse(text) as { TimeoutSeconds: number };

    expect(TimeoutSeconds * 1000).toBeLessThan(PATIENCE);
    expect(PATIENCE).toBeLessThan(LEASE);
  });

  it('keep a closed record equally long, whoever closes it', () => {
    expect(text).toContain(`/ 1000) + ${KEPT_SECONDS})`);
  });
});
