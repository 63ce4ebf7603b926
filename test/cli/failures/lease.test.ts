import jsonata from 'jsonata';
import { readWorkflow } from '../../../cdk/read-workflow';
import { KEPT_SECONDS } from '../../../cli/failures/failure-record';
import { LEASE } from '../../../cli/failures/lease';
import { PATIENCE } from '../../../cli/replay/start-execution';

const { States, TimeoutSeconds } = readWorkflow();

describe('the times that client and workflow share', () => {
  it('end the execution before its client gives up, and that before the lease', () => {
    expect(TimeoutSeconds * 1000).toBeLessThan(PATIENCE);
    expect(PATIENCE).toBeLessThan(LEASE);
  });

  it('keep a closed record equally long, whoever closes it', async () => {
    const { ExpressionAttributeValues } = States.ResolveFailure?.Arguments as {
      ExpressionAttributeValues: { ':expires_at': { N: string } };
    };
    const expression = ExpressionAttributeValues[':expires_at'].N.replace(/^{%|%}$/g, '');
    const closed = { context: { State: { EnteredTime: '1970-01-01T00:00:00.000Z' } } };

    expect(await jsonata(expression).evaluate({}, { states: closed })).toBe(String(KEPT_SECONDS));
  });
});
