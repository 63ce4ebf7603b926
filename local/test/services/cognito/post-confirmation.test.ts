import { AwsError } from '../../../src/kernel/aws-error';
import { cognitoCloud, Failure, type TriggerEvent } from './cognito-cloud';

type Trigger = (event: TriggerEvent) => unknown;

/** Confirms a user whose trigger does this. */
async function confirmed(trigger: Trigger) {
  const cloud = await cognitoCloud({ trigger });
  await cloud.signUp();
  return { ...cloud, outcome: cloud.admin('AdminConfirmSignUp', 'ada@example.com') };
}

// Guide, "Customizing user pool workflows with Lambda triggers"; the texts as users of Cognito report them.
describe('a trigger that fails', () => {
  it('is told to the user, who stays confirmed', async () => {
    const { outcome, status } = await confirmed(() => new Failure('bus is down'));
    await expect(outcome).rejects.toMatchObject({
      code: 'UserLambdaValidationException',
      message: 'PostConfirmation failed with error bus is down.',
    });
    expect(await status('ada@example.com')).toBe('CONFIRMED');
  });

  it.each([
    [null, 'Unrecognizable lambda output'],
    [{ statusCode: 200 }, 'Unrecognizable lambda output'],
    ['done', 'Invalid lambda function output : Invalid JSON'],
  ])('by answering %j is an invalid response', async (answer, message) => {
    const { outcome } = await confirmed(() => answer);
    await expect(outcome).rejects.toMatchObject({ code: 'InvalidLambdaResponseException', message });
  });

  it('by not existing is unexpected', async () => {
    const { outcome, events } = await confirmed(() => {
      throw new AwsError('ResourceNotFoundException', 'Function not found', 404);
    });
    await expect(outcome).rejects.toMatchObject({
      code: 'UnexpectedLambdaException',
      message: 'PostConfirmation invocation failed due to error ResourceNotFoundException.',
    });
    expect(events).toHaveLength(1);
  });

  it('by being throttled is tried three times', async () => {
    const { outcome, events } = await confirmed(() => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    });
    await expect(outcome).rejects.toThrow('due to error TooManyRequestsException.');
    expect(events).toHaveLength(3);
  });

  it('by being throttled once goes unnoticed', async () => {
    let calls = 0;
    const { outcome } = await confirmed((event) => {
      if (++calls === 1) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      return event;
    });
    await expect(outcome).resolves.toEqual({});
  });

  it('by taking over five seconds is tried three times in all', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const { outcome, events, status } = await confirmed(() => new Promise(() => undefined));
    const refused = expect(outcome).rejects.toMatchObject({
      code: 'UnexpectedLambdaException',
      message:
        'PostConfirmation invocation failed due to error Socket timeout while invoking Lambda function.',
    });
    await jest.advanceTimersByTimeAsync(14_999);
    expect(events).toHaveLength(3);
    await jest.advanceTimersByTimeAsync(1);
    await refused;
    jest.useRealTimers();
    expect(await status('ada@example.com')).toBe('CONFIRMED');
  });
});

describe('a pool without a trigger', () => {
  it('confirms without one', async () => {
    const { signUp, admin, events } = await cognitoCloud({ pool: { LambdaConfig: undefined } });
    await signUp();
    await admin('AdminConfirmSignUp', 'ada@example.com');
    expect(events).toEqual([]);
  });
});
