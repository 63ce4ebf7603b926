import { TemplateError } from './template';
import { resolveAttribute, resolveRef, type TemplateScope } from './template-scope';

/** `Fn::Sub`: `${Name}`, `${Resource.Attribute}` and `${Variable}` replaced; `${!Literal}` becomes `${Literal}`. */
export function substitute(
  template: string,
  variables: Readonly<Record<string, unknown>>,
  scope: TemplateScope,
): string {
  return template.replace(PLACEHOLDER, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const value = Object.hasOwn(variables, name) ? variables[name] : referred(name.trim(), scope);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value);
    throw new TemplateError(`Fn::Sub: "\${${name}}" is not a text`);
  });
}

/** The names that `Fn::Sub` looks up in the template: resources, parameters and pseudo parameters. */
export function substitutedNames(template: string, variables: object = {}): string[] {
  return [...template.matchAll(PLACEHOLDER)]
    .filter(([, literal, name]) => !literal && !Object.hasOwn(variables, name as string))
    .map(([, , name]) => (name as string).trim().split('.')[0] as string);
}

const PLACEHOLDER = /\$\{(!?)([^}]+)\}/g;

function referred(name: string, scope: TemplateScope): unknown {
  const dot = name.indexOf('.');
  return dot < 0 ? resolveRef(name, scope) : resolveAttribute(name.slice(0, dot), name.slice(dot + 1), scope);
}
