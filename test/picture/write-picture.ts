import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow } from '../../cdk/read-workflow';
import { drawWorkflow } from './draw-workflow';
import { grid } from './grid';
import { toWorkflowGraph } from './workflow-graph';

/** The picture beside the definition, drawn from it. */
export const pictureFile = join(__dirname, '../../statemachine/user-registration.svg');

/** Draws the definition that is checked in. */
export function drawPicture(): string {
  return drawWorkflow(toWorkflowGraph(readWorkflow()), grid);
}

if (require.main === module) writeFileSync(pictureFile, drawPicture());
