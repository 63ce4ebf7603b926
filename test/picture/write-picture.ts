import { writeFileSync } from 'node:fs';
import { readWorkflow, RECONCILIATION_FILE, WORKFLOW_FILE } from '../../cdk/read-workflow';
import { toWorkflowGraph } from '../../console/layout/workflow-graph';
import { drawWorkflow } from './draw-workflow';

/** The definitions that are checked in. */
export const definitionFiles = [WORKFLOW_FILE, RECONCILIATION_FILE];

/** The picture beside a definition, drawn from it. */
export function pictureFile(definition: string): string {
  return definition.replace(/\.asl\.yaml$/, '.svg');
}

/** Draws a definition as it is checked in. */
export function drawPicture(definition: string): string {
  return drawWorkflow(toWorkflowGraph(readWorkflow(definition)));
}

if (require.main === module)
  for (const definition of definitionFiles) writeFileSync(pictureFile(definition), drawPicture(definition));
