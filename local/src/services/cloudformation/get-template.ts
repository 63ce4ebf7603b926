import type { DeployedStack } from '../../assembly/deployed-stack';
import { checkNamed } from './named-stack';

/** API reference "GetTemplate": the template's text as it was synthesized. */
export function getTemplate(stack: DeployedStack, { StackName }: { StackName?: string }) {
  checkNamed(stack, StackName);
  return { TemplateBody: stack.templateBody, StagesAvailable: ['Original', 'Processed'] };
}
