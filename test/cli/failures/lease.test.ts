import { readWorkflow } from '../../../cdk/read-workflow';
import { LEASE } from '../../../cli/failures/lease';
import { PATIENCE } from '../../../cli/replay/start-execution';

describe('the times that client and workflow share', () => {
  it('end the execution before its client gives up, and that before the lease', () => {
    const { TimeoutSeconds } = readWorkflow();

    expect(TimeoutSeconds * 1000).toBeLessThan(PATIENCE);
    expect(PATIENCE).toBeLessThan(LEASE);
  });
});
