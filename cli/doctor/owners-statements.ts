import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Session } from '../aws/session';
import { type Reading, readPart } from '../status/reading';
import { allows, type PolicyStatement, statementsOf, type WantedCall } from './policy-statements';

/** Has the owner of an imported topic, and of an imported key, allowed what we need? Nothing for a topic and a key of our own. */
export async function readOwnersStatements(session: Session): Promise<Reading[]> {
  const [topic, key] = await Promise.all([
    session.outputIfAny('TopicPolicyStatements'),
    session.outputIfAny('KeyPolicyStatements'),
  ]);
  return Promise.all([
    ...(topic === undefined ? [] : [readTopicPolicy(session)]),
    ...(key === undefined ? [] : [readKeyPolicy(session)]),
  ]);
}

/** Statements that the policy of an imported topic lacks; undefined for a topic of our own. */
export async function missingTopicStatements(session: Session): Promise<PolicyStatement[] | undefined> {
  const wanted = await session.outputIfAny('TopicPolicyStatements');
  if (wanted === undefined) return undefined;
  const command = new GetTopicAttributesCommand({ TopicArn: await session.output('AlertTopicArn') });
  const { Attributes = {} } = await session.client(SNSClient).send(command);
  return missingFrom(statementsOf(Attributes.Policy), JSON.parse(wanted) as PolicyStatement[]);
}

function readTopicPolicy(session: Session): Promise<Reading> {
  return readPart(session, 'topic', async () => {
    const missing = (await missingTopicStatements(session)) ?? [];
    if (missing.length === 0) return { level: 'green', says: 'its policy lets the alarms in' };
    return {
      level: 'red',
      says: `its policy keeps alarms out, which stay silent. Its owner adds ${JSON.stringify(missing)}`,
    };
  });
}

/** What it allows was tried by the deploy, whose log groups are under it; whether alarms may use it shows when one rings. */
function readKeyPolicy(session: Session): Promise<Reading> {
  return readPart(session, 'key', async () => ({
    level: 'unknown',
    says: 'is not asked for its policy: see that it has the statements of the output KeyPolicyStatements',
    then: [
      `aws cloudformation describe-stacks --stack-name ${session.options.stack} --query "Stacks[0].Outputs[?OutputKey=='KeyPolicyStatements'].OutputValue" --output text`,
    ],
  }));
}

/** Of the statements that we need those which none of a policy covers. */
export function missingFrom(
  policy: readonly PolicyStatement[],
  wanted: readonly PolicyStatement[],
): PolicyStatement[] {
  const isCovered = (call: WantedCall) => policy.some((statement) => allows(statement, call));
  return wanted.filter((statement) => !callsOf(statement).every(isCovered));
}

/** The calls that a statement of ours allows: all its actions on all its resources, by its one service. */
function callsOf({ Principal, Action = [], Resource = [], Condition = {} }: PolicyStatement): WantedCall[] {
  const service = Principal === '*' ? '*' : Principal?.Service;
  const context = Object.values(Condition)
    .flatMap((tests) => Object.entries(tests))
    .map(([key, value]) => [key.toLowerCase(), String(value)]);
  return [Action].flat().flatMap((action) =>
    [Resource].flat().map((resource) => ({
      principal: String(service),
      action,
      resource,
      context: Object.fromEntries(context) as Record<string, string>,
    })),
  );
}
