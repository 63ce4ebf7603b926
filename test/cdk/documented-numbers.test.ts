import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveDeliveryNumbers } from '../../cdk/delivery-numbers';
import { SETTING_KEYS } from '../../cdk/settings';
import { WorkflowDefinition } from '../../cdk/workflow-definition';
import { findResource, synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const { timeout } = WorkflowDefinition.fromFile();
const numbers = deriveDeliveryNumbers(timeout);
const seconds = timeout.toSeconds();
const visible = numbers.visibilityTimeout.toSeconds();

describe('the pages say of numbers what the template says', () => {
  it.each([
    ['architecture.md', `| ${seconds} s `],
    ['architecture.md', `| ${visible / seconds} × ${seconds} s = ${visible / 60} min `],
    ['architecture.md', `| ${numbers.parkAfter} `],
    ['architecture.md', `| ${numbers.maxReceiveCount} `],
    ['runbook.md', `An outage of up to ${Math.floor(((numbers.parkAfter - 1) * visible) / 60)} minutes`],
    [
      'security.md',
      `| ${numbers.queueRetention.toDays()} days, ${numbers.deadLetterRetention.toDays()} days `,
    ],
    ['security.md', `| ${numbers.claimLifetime.toDays()} days `],
    [
      'security.md',
      `| ${findResource(template, 'AWS::Events::Archive').Properties['RetentionDays'] as number} days `,
    ],
    ['deployment.md', alarmsAndMetrics()],
  ])('docs/%s has "%s"', (name, words) => {
    expect(page(name).replace(/ +/g, ' ')).toContain(words);
  });

  it('explain each setting', () => {
    expect([...page('deployment.md').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name).sort()).toEqual(
      [...SETTING_KEYS].sort(),
    );
  });
});

/** What CloudWatch asks money for: each metric that an alarm reads. */
function alarmsAndMetrics(): string {
  const alarms = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  const metrics = alarms.flatMap(({ Properties }) => {
    const terms = Properties['Metrics'] as { MetricStat?: unknown }[] | undefined;
    return terms ? terms.filter(({ MetricStat }) => MetricStat) : [Properties['MetricName']];
  });
  return `${alarms.length} alarms over ${metrics.length} metrics ($${(metrics.length / 10).toFixed(2)})`;
}

function page(name: string): string {
  return readFileSync(join(__dirname, '../../docs', name), 'utf8');
}
