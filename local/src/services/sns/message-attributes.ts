import { AwsError } from '../../kernel/aws-error';

export interface SnsAttribute {
  readonly DataType?: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string | Uint8Array;
}

/** Throws for attributes that AWS refuses. */
export function checkMessageAttributes(attributes: Readonly<Record<string, SnsAttribute>>): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    if (attribute.DataType === undefined)
      throw new AwsError(
        'ValidationError',
        `1 validation error detected: Value null at 'messageAttributes.${name}.member.dataType' failed to satisfy constraint: Member must not be null`,
      );
    checkName(name);
    checkValue(name, attribute, attribute.DataType);
  }
}

function checkName(name: string): void {
  if (Buffer.byteLength(name) > 256)
    throw refused('Length of message attribute name must be less than 256 bytes.');
  const strange = /[^\w.-]/.exec(name)?.[0];
  if (strange)
    throw refused(
      `Invalid non-alphanumeric character '#x${strange.charCodeAt(0).toString(16).toUpperCase()}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  if (name.startsWith('.'))
    throw refused("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith('.'))
    throw refused("Invalid message attribute name ending with character '.' was found.");
  if (name.includes('..')) throw refused("Message attribute name can not have successive '.' character.");
}

function checkValue(name: string, { StringValue, BinaryValue }: SnsAttribute, type: string): void {
  const refuse = (why: string) => refused(`The message attribute '${name}' ${why}`);
  if (!/^(String|Number|Binary)(\..+)?$/.test(type))
    throw refuse(
      'has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.',
    );
  const [field, value, other] = type.startsWith('Binary')
    ? ['Binary', BinaryValue, StringValue]
    : ['String', StringValue, BinaryValue];
  if (!value?.length && other?.length) throw refuse(`with type '${type}' must use field '${field}'.`);
  if (!value?.length)
    throw refuse(`must contain non-empty message attribute value for message attribute type '${type}'.`);
}

function refused(message: string): AwsError {
  return new AwsError('ParameterValueInvalid', message);
}
