import { missingFrom } from '../../../cli/doctor/owners-statements';
import type { PolicyStatement } from '../../../cli/doctor/policy-statements';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:operators';
const WANTED: PolicyStatement = {
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: TOPIC,
  Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
};

describe('what a policy of others lacks', () => {
  it.each<[string, Partial<PolicyStatement>]>([
    ['the statement itself', {}],
    ['a wider one', { Action: ['sns:Get*', 'SNS:*'], Resource: '*', Principal: '*', Condition: undefined }],
    [
      'another way to say the same',
      { Condition: { ArnLike: {}, StringLike: { 'AWS:SourceAccount': '1234*' } } },
    ],
  ])('is nothing beside %s', (_, change) => {
    expect(missingFrom([{ ...WANTED, ...change }], [WANTED])).toEqual([]);
  });

  it.each<[string, Partial<PolicyStatement>]>([
    ['a refusal', { Effect: 'Deny' }],
    ['another service', { Principal: { Service: 'events.amazonaws.com' } }],
    ['another action', { Action: 'sns:PublishBatch' }],
    ['another topic', { Resource: `${TOPIC}-2` }],
    ['another account', { Condition: { StringEquals: { 'aws:SourceAccount': '210987654321' } } }],
    ['a condition on what is not known', { Condition: { ArnLike: { 'aws:SourceArn': '*' } } }],
    ['a condition that is not understood', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ])('is all of it beside %s', (_, change) => {
    expect(missingFrom([{ ...WANTED, ...change }], [WANTED])).toEqual([WANTED]);
  });
});
