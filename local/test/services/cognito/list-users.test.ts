import type { Fault } from '../../../src/kernel/faults';
import { cognitoCloud } from './cognito-cloud';

interface Page {
  readonly Users: { Username: string; Attributes: { Name: string; Value: string }[] }[];
  readonly PaginationToken?: string;
}

async function poolOf(...names: string[]) {
  const cloud = await cognitoCloud();
  for (const name of names) await cloud.admin('AdminCreateUser', `${name}@example.com`);
  const list = async (more: object = {}) => {
    const page = await cloud.idp<Page>('ListUsers', { UserPoolId: cloud.UserPoolId, ...more });
    const emails = page.Users.map(({ Attributes }) => Attributes.find(({ Name }) => Name === 'email')?.Value);
    return { names: emails.map((email) => email?.split('@')[0]), token: page.PaginationToken };
  };
  const fault = (effect: Partial<Fault>) =>
    cloud.faults.add({ service: 'cognito-idp', operation: 'ListUsers', times: 1, ...effect });
  return { ...cloud, list, fault };
}

it('goes on behind the last user of a page, whoever has come or gone since', async () => {
  const { list, admin } = await poolOf('ada', 'bob', 'cyd', 'dan');
  const first = await list({ Limit: 2 });
  expect(first.names).toEqual(['ada', 'bob']);
  await admin('AdminDeleteUser', 'ada@example.com');
  await admin('AdminCreateUser', 'eve@example.com');
  expect(await list({ PaginationToken: first.token })).toEqual({ names: ['cyd', 'dan', 'eve'] });
  await expect(list({ PaginationToken: 'none' })).rejects.toMatchObject({
    code: 'InvalidParameterException',
  });
});

it('gives short and empty pages that have a token, on demand', async () => {
  const { list, fault } = await poolOf('ada', 'bob');
  fault({ pageSize: 1 });
  const short = await list();
  expect(short).toEqual({ names: ['ada'], token: expect.any(String) as string });
  fault({ pageSize: 0 });
  const empty = await list({ PaginationToken: short.token });
  expect(empty).toEqual({ names: [], token: expect.any(String) as string });
  expect(await list({ PaginationToken: empty.token })).toEqual({ names: ['bob'] });
});

it('answers as the pool stood a while ago, on demand', async () => {
  const { list, fault, admin, clock } = await poolOf('ada', 'bob', 'cyd');
  clock.advance(60_000);
  const UserAttributes = [{ Name: 'email', Value: 'beatrice@example.com' }];
  await admin('AdminUpdateUserAttributes', 'bob@example.com', { UserAttributes });
  await admin('AdminDeleteUser', 'cyd@example.com');
  await admin('AdminCreateUser', 'dan@example.com');
  expect(await list()).toEqual({ names: ['ada', 'beatrice', 'dan'] });
  fault({ stale: 30_000 });
  expect(await list()).toEqual({ names: ['ada', 'bob', 'cyd'] });
});
