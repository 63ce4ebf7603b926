import type { Created } from '../../src/kernel/service';
import { resolve } from '../../src/assembly/intrinsics';
import type { Template } from '../../src/assembly/template';
import { pseudoParameters, type TemplateScope } from '../../src/assembly/template-scope';

const template: Template = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Count: { Type: 'Number', Default: 3 },
    Given: { Type: 'String' },
    Bootstrap: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' },
  },
  Mappings: { Sizes: { 'us-east-1': { dev: 'small', prod: 'large' } } },
  Conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsThree: { 'Fn::Equals': [{ Ref: 'Count' }, '3'] },
    Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsThree' }] },
    Neither: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsThree' }] }] },
  },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    Absent: { Type: 'AWS::SQS::Queue', Condition: 'Neither' },
  },
};

const created = new Map<string, Created>([
  ['Queue', { ref: 'http://q', attributes: { Arn: 'arn:q', 'Endpoint.Port': '5432' } }],
]);

const place = { region: 'us-east-1', accountId: '000000000000', stackName: 'S', stackId: 'arn:s' };
const scope: TemplateScope = { template, created, pseudo: pseudoParameters(place) };

// CloudFormation template reference, "Intrinsic function reference", "Condition functions", "Pseudo parameters reference".
describe('an intrinsic function', () => {
  it.each<[unknown, unknown]>([
    [{ Ref: 'Queue' }, 'http://q'],
    [{ Ref: 'Stage' }, 'dev'],
    [{ Ref: 'Count' }, '3'],
    [{ Ref: 'Zones' }, ['a', 'b']],
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ Ref: 'AWS::StackName' }, 'S'],
    [{ Ref: 'AWS::StackId' }, 'arn:s'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:q'],
    [{ 'Fn::GetAtt': 'Queue.Endpoint.Port' }, '5432'],
    [{ 'Fn::GetAtt': ['Queue', 'Endpoint.Port'] }, '5432'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1]] }, 'a-dev-1'],
    [{ 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    [{ 'Fn::Split': ['/', 'a/b/c'] }, ['a', 'b', 'c']],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    [{ 'Fn::Sub': '${AWS::Region}:${Queue}:${Queue.Arn}:${Stage}' }, 'us-east-1:http://q:arn:q:dev'],
    [{ 'Fn::Sub': ['${Name} is ${!Literal}', { Name: { Ref: 'Stage' } }] }, 'dev is ${Literal}'],
    [{ 'Fn::If': ['IsDev', 'yes', { Ref: 'Unknown' }] }, 'yes'],
    [{ 'Fn::If': ['Both', 1, 2] }, 1],
    [{ 'Fn::If': ['Neither', 1, 2] }, 2],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, { Ref: 'Stage' }] }, 'small'],
    [{ 'Fn::Base64': 'é' }, 'w6k='],
    [{ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, 'us-east-1a'],
    [{ 'Fn::GetAZs': 'eu-west-1' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    [{ 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    [
      { a: 1, b: { Ref: 'AWS::NoValue' }, c: [{ Ref: 'AWS::NoValue' }, 2] },
      { a: 1, c: [2] },
    ],
    [
      { Ref: 'Queue', Other: 1 },
      { Ref: 'Queue', Other: 1 },
    ],
    [{ Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
    [null, null],
  ])('%j is %j', (value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  it.each<[unknown, RegExp]>([
    [{ Ref: 'Unknown' }, /no parameter or resource named "Unknown"/],
    [{ Ref: 'Absent' }, /"Absent" is not part of the stack; its Condition is false/],
    [{ Ref: 'Given' }, /parameter "Given" has no default/],
    [{ Ref: 'Bootstrap' }, /parameter "Bootstrap" is read from SSM/],
    [
      { 'Fn::GetAtt': ['Queue', 'Size'] },
      /Queue \(AWS::SQS::Queue\) has no attribute "Size" locally; it has Arn,/,
    ],
    [{ 'Fn::ImportValue': 'Other' }, /^Fn::ImportValue: no stack exports "Other"/],
    [{ 'Fn::Transform': {} }, /^Fn::Transform is not supported/],
    [{ 'Fn::Select': [2, ['a']] }, /there is no item 2 in a list of 1/],
    [{ 'Fn::Join': ['-', 'text'] }, /^Fn::Join: expected a list/],
    [{ 'Fn::Join': ['-', [{ a: 1 }]] }, /^Fn::Join: expected a text/],
    [{ 'Fn::FindInMap': ['Sizes', 'x', 'y'] }, /no "Sizes.x.y" in Mappings/],
    [{ 'Fn::If': ['Unknown', 1, 2] }, /no condition named "Unknown"/],
    [{ 'Fn::Cidr': ['10.0.0.0/24', 2, 8] }, /2 blocks of 8 bits do not fit into 10.0.0.0\/24/],
    [{ 'Fn::Sub': '${Zones}' }, /"\$\{Zones\}" is not a text/],
  ])('%j is refused', (value, message) => {
    expect(() => resolve(value, scope)).toThrow(message);
  });
});
