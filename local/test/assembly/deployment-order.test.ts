import { deploymentOrder } from '../../src/assembly/deployment-order';
import type { TemplateResource } from '../../src/assembly/template';

function orderOf(Resources: Record<string, Partial<TemplateResource>>, without?: string): string[] {
  const resources = Object.entries(Resources).map(([id, resource]) => [id, { Type: 'T', ...resource }]);
  const template = { Resources: Object.fromEntries(resources) as Record<string, TemplateResource> };
  return [...deploymentOrder(template, (id) => id !== without).keys()];
}

describe('the order of deployment', () => {
  it.each<[string, Partial<TemplateResource>]>([
    ['Ref', { Properties: { A: [{ B: { Ref: 'Last' } }] } }],
    ['Fn::GetAtt', { Properties: { A: { 'Fn::GetAtt': ['Last', 'Arn'] } } }],
    ['Fn::GetAtt as a text', { Properties: { A: { 'Fn::GetAtt': 'Last.Arn' } } }],
    ['Fn::Sub', { Properties: { A: { 'Fn::Sub': 'x${Last.Arn}' } } }],
    ['a variable of Fn::Sub', { Properties: { A: { 'Fn::Sub': ['${V}', { V: { Ref: 'Last' } }] } } }],
    ['DependsOn', { DependsOn: 'Last' }],
    ['DependsOn as a list', { DependsOn: ['Last'] }],
  ])('puts what %s names first', (_how, first) => {
    expect(orderOf({ First: first, Last: {} })).toEqual(['Last', 'First']);
  });

  it('keeps the order of the template otherwise', () => {
    expect(orderOf({ C: {}, A: {}, B: {} })).toEqual(['C', 'A', 'B']);
  });

  it.each([{ 'Fn::Sub': '${!Last}' }, { 'Fn::Sub': ['${Last}', { Last: 'x' }] }, { Ref: 'AWS::Region' }])(
    'sees no reference in %j',
    (value) => {
      expect(orderOf({ First: { Properties: { A: value } }, Last: {} })).toEqual(['First', 'Last']);
    },
  );

  it('does not wait for a resource whose condition is false', () => {
    expect(orderOf({ First: { DependsOn: 'Last' }, Last: {} }, 'Last')).toEqual(['First']);
  });

  it('names the resources of a circle', () => {
    const circle = { A: { DependsOn: 'B' }, B: { DependsOn: 'C' }, C: { DependsOn: 'B' } };
    expect(() => orderOf(circle)).toThrow('Circular dependency between resources: B → C → B');
  });

  it('names a resource that DependsOn names and the template does not have', () => {
    expect(() => orderOf({ A: { DependsOn: 'B' } })).toThrow('A: DependsOn names "B"');
  });
});
