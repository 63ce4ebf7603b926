import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Session } from '../aws/session';
import { countOf, type Reading, readPart } from './reading';

/** The alarms of this stack begin so. */
const PREFIX = 'user-registration: ';

/** Which alarms ring. Each is named like its section of the runbook. */
export function readAlarms(session: Session): Promise<Reading> {
  return readPart(session, 'alarms', async () => {
    const client = session.client(CloudWatchClient);
    const ringing: string[] = [];
    let all = 0;
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms(
      { client },
      { AlarmNamePrefix: PREFIX },
    )) {
      all += MetricAlarms.length;
      for (const { AlarmName = '', StateValue } of MetricAlarms)
        if (StateValue === 'ALARM') ringing.push(AlarmName.slice(PREFIX.length));
    }
    if (ringing.length === 0) return { level: 'green', says: `none of ${all} rings` };
    const says = `${countOf(ringing.length, 'rings', 'ring')}: ${ringing.join(', ')}; docs/runbook.md has a section for each`;
    return { level: 'red', says };
  });
}
