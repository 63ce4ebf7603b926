import { invalidParameter, unauthorizedAttribute } from './cognito-errors';
import { STANDARD_ATTRIBUTES } from './schema-attributes';
import type { SchemaAttribute, UserPool, UserPoolClient } from './user-pool';

/** What only Cognito and administrators write. */
const NOT_FOR_CLIENTS = ['sub', 'email_verified', 'phone_number_verified', 'identities'];
const LONGEST = 2048;
const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@.]+(\.[^\s@.]+)*$/u;
const PHONE = /^\+[0-9]{1,15}$/;

type Attributes = Readonly<Record<string, string>>;

/** Refuses what an app client may not write. */
export function checkClientMayWrite(client: UserPoolClient, attributes: Attributes): void {
  const refused = Object.keys(attributes).filter(
    (name) =>
      NOT_FOR_CLIENTS.includes(name) || (client.writeAttributes && !client.writeAttributes.includes(name)),
  );
  if (refused.length > 0) throw unauthorizedAttribute();
}

/** Refuses unknown attributes and malformed values. */
export function checkAttributes(pool: UserPool, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (!STANDARD_ATTRIBUTES.includes(name) && !declared(pool, name))
      throw nonConforming(`Type for attribute {${name}} could not be determined`);
    checkValue(name, value, declared(pool, name));
  }
}

/** Refuses a new user that lacks what the pool requires. */
export function checkRequired(pool: UserPool, attributes: Attributes): void {
  for (const { Name, Required } of pool.schema)
    if (Required && !attributes[Name]) throw nonConforming(`${Name}: The attribute is required`);
}

/** Refuses to change what the pool declares immutable. */
export function checkMutable(pool: UserPool, attributes: Attributes): void {
  for (const name of Object.keys(attributes))
    if (name === 'sub' || declared(pool, name)?.Mutable === false)
      throw invalidParameter(`user.${name}: Attribute cannot be updated.`);
}

export function checkEmail(email: string): void {
  if (!EMAIL.test(email)) throw invalidParameter('Invalid email address format.');
}

function declared(pool: UserPool, name: string): SchemaAttribute | undefined {
  return pool.schema.find((attribute) => [attribute.Name, `custom:${attribute.Name}`].includes(name));
}

function checkValue(name: string, value: string, schema: SchemaAttribute | undefined): void {
  if (value === '') return;
  if (value.length > LONGEST)
    throw invalidParameter(
      `1 validation error detected: Value at 'userAttributes.${name}.value' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST}`,
    );
  if (name === 'email') checkEmail(value);
  if (name === 'phone_number' && !PHONE.test(value)) throw invalidParameter('Invalid phone number format.');
  if (name === 'birthdate' && value.length !== 10)
    throw nonConforming(`${name}: String must be 10 characters long`);
  if (schema) checkConstraints(name, value, schema);
}

function checkConstraints(name: string, value: string, schema: SchemaAttribute): void {
  const { MinLength = 0, MaxLength = LONGEST } = schema.StringAttributeConstraints ?? {};
  const { MinValue = -Infinity, MaxValue = Infinity } = schema.NumberAttributeConstraints ?? {};
  if (value.length < Number(MinLength))
    throw nonConforming(`${name}: String must be longer than ${MinLength}`);
  if (value.length > Number(MaxLength))
    throw nonConforming(`${name}: String must be shorter than ${MaxLength}`);
  if (schema.AttributeDataType !== 'Number') return;
  if (!(Number(value) >= Number(MinValue) && Number(value) <= Number(MaxValue)))
    throw nonConforming(`${name}: ${value} is not a number from ${MinValue} to ${MaxValue}`);
}

function nonConforming(reason: string) {
  return invalidParameter(`Attributes did not conform to the schema: ${reason}`);
}
