import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Session } from '../aws/session';
import { countOf, type Reading, readPart } from './reading';

/** Which alarms ring. Each is named like its section of the runbook. */
export function readAlarms(session: Session): Promise<Reading> {
  return readPart(session, 'alarms', async () => {
    // All that has a name is called like the pipe.
    const prefix = `${await session.output('PipeName')}: `;
    const client = session.client(CloudWatchClient);
    const ringing: string[] = [];
    let all = 0;
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms(
      { client },
      { AlarmNamePrefix: prefix },
    )) {
      all += MetricAlarms.length;
      for (const { AlarmName = '', StateValue } of MetricAlarms)
        if (StateValue === 'ALARM') ringing.push(AlarmName.slice(prefix.length));
    }
    if (all === 0) return { level: 'red', says: 'there are none, so nothing can ring: deploy again' };
    if (ringing.length === 0) return { level: 'green', says: `none of ${all} rings` };
    const says = `${countOf(ringing.length, 'rings', 'ring')}: ${ringing.join(', ')}; docs/runbook.md has a section for each`;
    return { level: 'red', says };
  });
}
