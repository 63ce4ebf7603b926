import type { Service } from '../kernel/service';
import { expressionLanguage } from './expression-language';
import type { Feature } from './feature';
import { LIMITS } from './limits';
import { operationTables } from './operation-tables';
import { eventPatterns, logPatterns } from './pattern-languages';
import { resourceTypes } from './resource-types';
import { stateLanguage } from './state-language';
import { table } from './table';

/** `docs/local-cloud.md`: what the local cloud serves, asked of the code. */
export async function page(services: readonly Service[]): Promise<string> {
  const sections = [
    '# What the local cloud serves',
    '`npm run docs` writes this page by asking the code; a test fails when it is stale. ✔ works as in AWS as far as the contract suite (`test/contract/`) can tell; ✘ is refused by its name, with HTTP status 501.',
    '## Limits',
    LIMITS.map((limit) => `- ${limit}`).join('\n'),
    '## Operations',
    "From the operations of AWS's own client packages. Some that are ✔ answer what AWS answers for Express state machines or Aurora Serverless v2: a refusal in AWS's words.",
    await operationTables(services),
    '## Amazon States Language',
    features(stateLanguage()),
    '## Expressions (JSONata 2.0.6)',
    features(await expressionLanguage()),
    '## Event patterns',
    features(eventPatterns()),
    '## Filter patterns of CloudWatch Logs',
    features(logPatterns()),
    '## CloudFormation',
    resourceTypes(services),
  ];
  return `${sections.join('\n\n')}\n`;
}

function features(list: readonly Feature[]): string {
  return table(
    ['feature', ''],
    list.map(({ feature, served }) => [feature, served ? '✔' : '✘']),
  );
}
