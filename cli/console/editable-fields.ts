import * as z from 'zod/mini';
import type { Field } from '../../console/feed/documents';
import { user } from '../../tasks/shared/user';
import { userRegisteredEnvelope } from '../../tasks/shared/user-registered';
import { readBody, type StateDocument } from '../failures/record-state';
import { mask } from '../terminal/mask';
import { refuseRecordedFacts } from '../replay/same-registration';
import type { ReplayStep } from '../replay/replay-steps';

interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly format?: string;
}

/** The members that an operator may change before a step runs, by the schemas that check them: those of the message, or of the user. */
export function editableFields(step: ReplayStep, state: StateDocument, reveal: boolean): Field[] {
  if (step === 'ValidateUser') {
    const data = nodeAt(z.toJSONSchema(userRegisteredEnvelope, LENIENT), 'detail', 'data');
    return fieldsOf(data, 'body.detail.data', readBody(state.body).detail?.data ?? {}, reveal);
  }
  return fieldsOf(z.toJSONSchema(user, LENIENT) as SchemaNode, 'user', state.user ?? {}, reveal);
}

/** What JSON Schema cannot say, such as a check in code, is left to the check itself. */
const LENIENT = { unrepresentable: 'any', io: 'input' } as const;

/** Members of a person's identity cannot be changed: that would be another registration. */
const FIXED = /^(cognito_id|user_id|user_pool_id|username|identity_provider)$/;

function fieldsOf(
  { properties = {}, required = [] }: SchemaNode,
  at: string,
  data: Readonly<Record<string, unknown>>,
  reveal: boolean,
): Field[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const type = typeOf(node);
    if (FIXED.test(name) || type === undefined || isRefused(`${at}.${name}`)) return [];
    const path = `${at}.${name}`;
    const value = reveal ? data[name] : mask(data[name], ...path.split('.'));
    return [{ path, type, value, required: required.includes(name), hint: hintOf(node) }];
  });
}

function isRefused(path: string): boolean {
  try {
    refuseRecordedFacts({ path: path.split('.'), remove: false });
    return false;
  } catch {
    return true;
  }
}

function nodeAt(schema: object, ...path: readonly string[]): SchemaNode {
  return path.reduce<SchemaNode>((node, name) => node.properties?.[name] ?? {}, schema as SchemaNode);
}

function typeOf({ type, anyOf = [] }: SchemaNode): Field['type'] | undefined {
  const types = [type, ...anyOf.map((each) => each.type)].flat();
  if (types.includes('boolean')) return 'boolean';
  if (types.includes('number') || types.includes('integer')) return 'number';
  return types.includes('string') ? 'text' : undefined;
}

function hintOf({ maxLength, format, anyOf = [] }: SchemaNode): string {
  const most = maxLength ?? anyOf.find((each) => each.maxLength !== undefined)?.maxLength;
  return [format, most !== undefined && `at most ${most} characters`].filter(Boolean).join(', ');
}
