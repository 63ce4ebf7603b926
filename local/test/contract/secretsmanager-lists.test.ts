import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  ListSecretsCommand,
  SecretsManagerClient,
  type Filter,
} from '@aws-sdk/client-secrets-manager';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';

const cloud = contractCloud();
const run = unique('list');
let secrets: SecretsManagerClient;

const GIVEN = [
  { Name: `${run}/one`, Description: 'a Secret', Tags: [{ Key: `${run}-tag`, Value: 'x1' }] },
  { Name: `${run}/two`, Description: 'an secret', Tags: [{ Key: `${run}-tag`, Value: 'y1' }] },
  { Name: `${run}/three`, Description: 'asecret' },
];

beforeAll(async () => {
  secrets = new SecretsManagerClient(cloud.config);
  for (const given of GIVEN) {
    await secrets.send(new CreateSecretCommand({ ...given, SecretString: 'value' }));
    const gone = { SecretId: given.Name, ForceDeleteWithoutRecovery: true };
    cloud.afterwards(() => secrets.send(new DeleteSecretCommand(gone)));
  }
  await eventually(async () => (await names([mine])).length === GIVEN.length, 60);
}, 120_000);

const mine = { Key: 'name', Values: [run] } satisfies Filter;

async function names(Filters: Filter[], more: object = {}) {
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({ Filters, ...more }));
  return SecretList.map(({ Name = '' }) => Name.slice(run.length + 1));
}

describe('a list of secrets', () => {
  it.each<[string, Filter[], string[]]>([
    ['a name', [{ Key: 'name', Values: [`${run}/t`] }], ['three', 'two']],
    ['a name in another case', [{ Key: 'name', Values: [`${run}/T`] }], []],
    ['one of two names', [{ Key: 'name', Values: [`${run}/one`, `${run}/two`] }], ['one', 'two']],
    ['none of a name', [{ Key: 'name', Values: [`!${run}/t`] }], ['one']],
    ['words of a description', [{ Key: 'description', Values: ['A secr'] }], ['one', 'two']],
    ['a word of a description', [{ Key: 'description', Values: ['a'] }], ['one', 'three', 'two']],
    ['no word of a description', [{ Key: 'description', Values: ['!an'] }], ['one', 'three']],
    ['the key of a tag', [{ Key: 'tag-key', Values: [`${run}-t`] }], ['one', 'two']],
    ['the value of a tag', [{ Key: 'tag-value', Values: ['x'] }], ['one']],
    ['anything', [{ Key: 'all', Values: ['Y1'] }], ['two']],
    ['a region that secrets are copied from', [{ Key: 'primary-region', Values: ['us'] }], []],
  ])('is filtered by %s', async (_what, filters, expected) => {
    // API reference, Filter
    expect((await names([mine, ...filters])).sort()).toEqual(expected);
  });

  it('is sorted as asked', async () => {
    expect(await names([mine], { SortBy: 'name', SortOrder: 'desc' })).toEqual(['two', 'three', 'one']);
    expect(await names([mine], { SortBy: 'created-date', SortOrder: 'asc' })).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it('comes in pages', async () => {
    const first = await secrets.send(new ListSecretsCommand({ Filters: [mine], MaxResults: 2 }));
    expect(first.SecretList).toHaveLength(2);
    const rest = { Filters: [mine], NextToken: first.NextToken };
    const second = await secrets.send(new ListSecretsCommand(rest));
    expect(second.SecretList).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
  });

  it.each([
    ['an unknown key', { Key: 'color' as 'name', Values: ['red'] }],
    ['no key', { Values: ['red'] }],
    ['no values', { Key: 'name' as const, Values: [] }],
  ])('refuses a filter with %s', async (_what, filter) => {
    await expect(names([filter])).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('several values at once', () => {
  const batch = (input: object) => secrets.send(new BatchGetSecretValueCommand(input));

  it('are read by filters', async () => {
    // API reference, BatchGetSecretValue
    const { SecretValues = [] } = await batch({ Filters: [{ Key: 'name', Values: [`${run}/t`] }] });
    expect(SecretValues.map(({ Name, SecretString }) => [Name, SecretString])).toEqual(
      expect.arrayContaining([
        [`${run}/two`, 'value'],
        [`${run}/three`, 'value'],
      ]),
    );
  });

  it('are read by id, and who is not there is told apart', async () => {
    const answer = await batch({ SecretIdList: [`${run}/one`, `${run}/none`] });
    expect(answer.SecretValues?.map(({ Name }) => Name)).toEqual([`${run}/one`]);
    expect(answer.Errors).toMatchObject([
      { SecretId: `${run}/none`, ErrorCode: 'ResourceNotFoundException' },
    ]);
  });

  it.each([
    ['both ids and filters', { SecretIdList: ['x'], Filters: [mine] }],
    ['neither', {}],
    ['a page size without filters', { SecretIdList: ['x'], MaxResults: 2 }],
  ])('are not asked for with %s', async (_what, input) => {
    await expect(batch(input)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
