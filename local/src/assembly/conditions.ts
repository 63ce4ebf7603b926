import { resolve } from './intrinsics';
import { TemplateError } from './template';
import type { TemplateScope } from './template-scope';

/** Whether a condition of the template's `Conditions` holds. */
export function namedCondition(name: string, scope: TemplateScope): boolean {
  const condition = scope.template.Conditions?.[name];
  if (condition === undefined) throw new TemplateError(`the template has no condition named "${name}"`);
  return evaluateCondition(condition, scope);
}

/** Whether a condition expression holds (CloudFormation template reference, "Condition functions"). */
export function evaluateCondition(condition: unknown, scope: TemplateScope): boolean {
  if (typeof condition === 'boolean') return condition;
  const [[name, argument] = []] = Object.entries((condition ?? {}) as Record<string, unknown>);
  const operands = (Array.isArray(argument) ? argument : []) as unknown[];
  const holds = (operand: unknown) => evaluateCondition(operand, scope);
  switch (name) {
    case 'Condition':
      return namedCondition(String(argument), scope);
    case 'Fn::Equals':
      return same(resolve(operands[0], scope), resolve(operands[1], scope));
    case 'Fn::And':
      return operands.every(holds);
    case 'Fn::Or':
      return operands.some(holds);
    case 'Fn::Not':
      return !holds(operands[0]);
    default:
      throw new TemplateError(`${name ?? JSON.stringify(condition)} is not supported in a condition`);
  }
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(text(left)) === JSON.stringify(text(right));
}

function text(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
