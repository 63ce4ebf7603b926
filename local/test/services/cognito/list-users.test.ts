import { cognitoCloud } from './cognito-cloud';

interface Page {
  readonly Users: { Username: string; Attributes: { Name: string; Value: string }[] }[];
  readonly PaginationToken?: string;
}

async function threeUsers() {
  const cloud = await cognitoCloud();
  for (const name of ['ada', 'adele', 'bob'])
    await cloud.admin('AdminCreateUser', `${name}@example.com`, {
      UserAttributes: [{ Name: 'name', Value: name }],
      MessageAction: 'SUPPRESS',
    });
  const list = (input: object = {}) =>
    cloud.idp<Page>('ListUsers', { UserPoolId: cloud.UserPoolId, ...input });
  const names = ({ Users }: Page) =>
    Users.map(({ Attributes }) => Attributes.find(({ Name }) => Name === 'name')?.Value);
  return { ...cloud, list, names };
}

// Cognito API reference, "ListUsers".
describe('ListUsers', () => {
  it.each([
    ['name = "ada"', ['ada']],
    ['name ^= "ad"', ['ada', 'adele']],
    ['email = "bob@example.com"', ['bob']],
    ['cognito:user_status = "CONFIRMED"', []],
    ['status = "Enabled"', ['ada', 'adele', 'bob']],
    ['', ['ada', 'adele', 'bob']],
  ])('filters by %s', async (Filter, expected) => {
    const { list, names } = await threeUsers();
    expect(names(await list({ Filter }))).toEqual(expected);
  });

  it.each(['name > "a"', 'name = ada', 'gender = "x"'])('refuses the filter %s', async (Filter) => {
    const { list } = await threeUsers();
    await expect(list({ Filter })).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });

  it('gives pages of at most 60 users', async () => {
    const { list, names } = await threeUsers();
    const page = await list({ Limit: 2 });
    expect(names(page)).toEqual(['ada', 'adele']);
    const last = await list({ Limit: 2, PaginationToken: page.PaginationToken });
    expect(names(last)).toEqual(['bob']);
    expect(last).not.toHaveProperty('PaginationToken');
    await expect(list({ Limit: 61 })).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });

  it('gives only the attributes that are asked for', async () => {
    const { list } = await threeUsers();
    const { Users } = await list({ AttributesToGet: ['email'], Limit: 1 });
    expect(Users[0]?.Attributes).toEqual([{ Name: 'email', Value: 'ada@example.com' }]);
  });
});
