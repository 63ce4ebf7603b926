import type { SchemaAttribute } from './user-pool';

const text = (MinLength: string, MaxLength: string) => ({
  AttributeDataType: 'String',
  StringAttributeConstraints: { MinLength, MaxLength },
});
const flag = { AttributeDataType: 'Boolean' };

/** The standard attributes as every pool has them, unless it says otherwise. (Developer guide, "Working with user attributes") */
const STANDARD: Readonly<Record<string, object>> = {
  ...{ sub: { ...text('1', '2048'), Mutable: false, Required: true } },
  ...Object.fromEntries(
    [
      ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile'],
      ...['picture', 'website', 'email', 'gender', 'zoneinfo', 'locale', 'phone_number', 'address'],
    ].map((name) => [name, text('0', '2048')]),
  ),
  birthdate: text('10', '10'),
  email_verified: flag,
  phone_number_verified: flag,
  updated_at: { AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '0' } },
};

/** Names of the attributes that a user of any pool may have. */
export const STANDARD_ATTRIBUTES: readonly string[] = [...Object.keys(STANDARD), 'identities'];

const DEFAULTS = { DeveloperOnlyAttribute: false, Mutable: true, Required: false };

/** A pool's schema as DescribeUserPool shows it: standard attributes, and the pool's own under `custom:`. */
export function schemaAttributes(given: readonly SchemaAttribute[]): object[] {
  const standard = Object.entries(STANDARD).map(([Name, attribute]) => ({
    ...{ Name, ...DEFAULTS, ...attribute },
    ...given.find((each) => each.Name === Name),
  }));
  const own = given.filter(({ Name }) => !Object.hasOwn(STANDARD, Name));
  return [...standard, ...own.map((each) => ({ ...DEFAULTS, ...each, Name: customName(each.Name) }))];
}

function customName(name: string): string {
  return name.startsWith('custom:') ? name : `custom:${name}`;
}
