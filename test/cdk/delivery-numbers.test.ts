import { Duration } from 'aws-cdk-lib';
import { deriveDeliveryNumbers } from '../../cdk/delivery-numbers';
import { findResource, synthesizeStack } from './synthesize-stack';
import type { Workflow } from '../../cdk/read-workflow';
import { longestRun, waitsOf, type Passes } from './longest-run';

const { template } = synthesizeStack();
const workflow = findResource(
  template,
  'AWS::StepFunctions::StateMachine',
  'RegistrationWorkflow',
).Properties;
const definition = JSON.parse(workflow['DefinitionString'] as string) as Workflow;
/** Each of these rules wants that what it leads to has not been done yet. Cognito is asked from where the sum begins, or not at all. */
const PASSES: Passes = {
  'WhichOperation → AskCognito': 0,
  'MayHaveRecord → ResolveFailure': 1,
  'ChooseAlert → CountAlert': 1,
  'ChooseAlert → AlertOperators': 1,
};
const queue = findResource(template, 'AWS::SQS::Queue', 'RegistrationQueue2').Properties;
const { parkAfter } = deriveDeliveryNumbers(Duration.seconds(definition.TimeoutSeconds));

describe('the numbers of the delivery, computed from the template', () => {
  it('give the longest run of the workflow, with every retry of every step, time to end by itself', () => {
    const asked = longestRun(definition, 'AskCognito', PASSES);
    const unasked = longestRun(definition, definition.StartAt, PASSES);

    // Five seconds for the transitions between the states.
    expect(unasked.seconds + 5).toBeLessThanOrEqual(definition.TimeoutSeconds);
    expect(asksWithin() + asked.seconds + 5).toBeLessThanOrEqual(definition.TimeoutSeconds);
    expect(asked.path).toEqual(
      expect.arrayContaining(['UpsertUser', 'RollBackUser', 'CountAlert', 'AlertOperators']),
    );
  });

  it('still ask Cognito when the database had to wake up first', () => {
    const { Retry = [] } = definition.States['UpsertUser'] ?? {};
    const awaking = Retry.find(({ ErrorEquals }) =>
      ErrorEquals.includes('RdsData.DatabaseResumingException'),
    );

    expect(asksWithin()).toBeGreaterThan(sum(waitsOf(awaking ?? { ErrorEquals: [] })));
  });

  it('outlast a cluster that takes half a minute to wake up', () => {
    const { Retry = [] } = definition.States['UpsertUser'] ?? {};
    const faces = ['DatabaseResuming', 'StatementTimeout', 'BadRequest'].map(
      (name) => `RdsData.${name}Exception`,
    );
    const waits = faces.map((error) => Retry.find(({ ErrorEquals }) => ErrorEquals.includes(error)));

    for (const retrier of waits) {
      expect(sum(waitsOf(retrier ?? { ErrorEquals: [] }))).toBeGreaterThan(30);
      expect(retrier).not.toHaveProperty('JitterStrategy');
    }
  });

  it('keep the workflow within the five minutes of an Express execution', () => {
    expect(definition.TimeoutSeconds).toBeLessThanOrEqual(300);
  });

  it('hide a message for at least six times as long as the workflow may take (eb-pipes-sqs)', () => {
    expect(queue['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * definition.TimeoutSeconds);
    expect(queue['VisibilityTimeout']).toBeLessThanOrEqual(43_200); // the most that SQS allows
  });

  it('outlast an outage of an hour: the last delivery comes after it', () => {
    expect((parkAfter - 1) * Number(queue['VisibilityTimeout'])).toBeGreaterThanOrEqual(3600);
  });

  it('let the workflow park a registration before the queue gives it up, even if a delivery is lost', () => {
    const { maxReceiveCount } = queue['RedrivePolicy'] as { maxReceiveCount: number };

    expect(workflow['DefinitionSubstitutions']).toMatchObject({ ParkAfter: `${parkAfter}` });
    expect(maxReceiveCount).toBe(parkAfter + 2);
    expect(maxReceiveCount).toBeGreaterThanOrEqual(5); // what AWS advises for a queue that is polled by a service
  });

  it('try a registration to the end before the queue forgets it', () => {
    const { maxReceiveCount } = queue['RedrivePolicy'] as { maxReceiveCount: number };

    expect(queue['MessageRetentionPeriod']).toBeGreaterThan(
      maxReceiveCount * Number(queue['VisibilityTimeout']),
    );
  });

  it('remember a claim for longer than its message can live in the queue and the dead-letter queue', () => {
    const deadLetters = findResource(
      template,
      'AWS::SQS::Queue',
      'RegistrationQueueDeadLetterQueue',
    ).Properties;
    const validateUser = findResource(template, 'AWS::Lambda::Function', 'ValidateUser').Properties;
    const { Variables } = validateUser['Environment'] as { Variables: Record<string, string> };

    expect(Number(Variables['IDEMPOTENCY_EXPIRES_AFTER_SECONDS'])).toBeGreaterThanOrEqual(
      Number(queue['MessageRetentionPeriod']) + Number(deadLetters['MessageRetentionPeriod']),
    );
  });

  it('stop the function of a state when the state gives it up, and not later', () => {
    const validateUser = findResource(template, 'AWS::Lambda::Function', 'ValidateUser').Properties;

    expect(validateUser['Timeout']).toBe(definition.States['ValidateUser']?.TimeoutSeconds);
  });
});

/** Until how many seconds after its start an execution may ask Cognito. */
function asksWithin(): number {
  const rule = definition.States['WhichOperation']?.Choices?.find(({ Next }) => Next === 'AskCognito');
  return Number(/< (\d+)000\b/.exec(rule?.Condition ?? '')?.[1]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('deriveDeliveryNumbers', () => {
  it('makes more, quicker deliveries of a quicker workflow', () => {
    const numbers = deriveDeliveryNumbers(Duration.seconds(60));

    expect(numbers.visibilityTimeout.toSeconds()).toBe(360);
    expect(numbers.parkAfter).toBe(11);
    expect(numbers.maxReceiveCount).toBe(13);
  });
});
