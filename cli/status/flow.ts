import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DescribePipeCommand, PipesClient } from '@aws-sdk/client-pipes';
import type { Session } from '../aws/session';
import { type Reading, readPart } from './reading';

/** Is the rule on that takes sign-ups from the bus to the queue? An event that no rule takes is gone, and nobody is told. */
export function readRule(session: Session): Promise<Reading> {
  return readPart(session, 'rule', async () => {
    const EventBusName = await session.output('EventBusName');
    const Name = await session.output('RuleName');
    const then = [`aws events enable-rule --event-bus-name ${EventBusName} --name ${Name}`];
    try {
      const { State } = await session
        .client(EventBridgeClient)
        .send(new DescribeRuleCommand({ EventBusName, Name }));
      if (State !== 'DISABLED') return { level: 'green', says: `${Name} is on` };
      return { level: 'red', says: `${Name} is DISABLED: sign-ups are published and reach nothing`, then };
    } catch (error) {
      if ((error as Error).name !== 'ResourceNotFoundException') throw error;
      return { level: 'red', says: `the bus ${EventBusName} or its rule ${Name} is gone: deploy again` };
    }
  });
}

/** Does the pipe take messages from the queue? A stopped one raises no event and no metric. */
export function readPipe(session: Session): Promise<Reading> {
  return readPart(session, 'pipe', async () => {
    const { Name, CurrentState = 'gone', StateReason } = await describePipe(session);
    if (CurrentState === 'RUNNING') return { level: 'green', says: `${Name} is running` };
    const why = StateReason ? ` (${StateReason})` : '';
    const passing = /ING$/.test(CurrentState);
    return {
      level: passing ? 'yellow' : 'red',
      says: `${Name} is ${CurrentState}${why}: nothing is taken from the queue`,
      then: passing ? [] : [`aws pipes start-pipe --name ${Name}`],
    };
  });
}

/** How the pipe stands, by the name that it has in the stack. */
export async function describePipe(session: Session) {
  const Name = await session.output('PipeName');
  const { CurrentState, StateReason } = await session
    .client(PipesClient)
    .send(new DescribePipeCommand({ Name }));
  return { Name, CurrentState, StateReason };
}
