import { AwsError } from '../../kernel/aws-error';

/** Characters that names of state machines and executions may not have. AWS API reference: CreateStateMachine, name. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

/** Refuses a name that AWS refuses. */
export function checkName(name: unknown): asserts name is string {
  if (typeof name !== 'string' || name === '' || name.length > 80 || FORBIDDEN.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${String(name)}'`);
}
