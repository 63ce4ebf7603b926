import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow } from '../../cdk/read-workflow';
import { toWorkflowGraph } from '../../console/layout/workflow-graph';
import { drawWorkflow } from './draw-workflow';

/** The picture beside the definition, drawn from it. */
export const pictureFile = join(__dirname, '../../statemachine/user-registration.svg');

/** Draws the definition that is checked in. */
export function drawPicture(): string {
  return drawWorkflow(toWorkflowGraph(readWorkflow()));
}

if (require.main === module) writeFileSync(pictureFile, drawPicture());
