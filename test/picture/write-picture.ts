import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawWorkflow } from './draw-workflow';
import { lanes } from './lanes';
import { toWorkflowGraph, type Definition } from './workflow-graph';

/** The picture beside the definition, drawn from it. */
export const pictureFile = join(__dirname, 'user-registration.svg');

/** Draws the definition that is checked in. */
export function drawPicture(): string {
  const definition = JSON.parse(
    readFileSync(join(__dirname, 'user-registration.asl.json'), 'utf8'),
  ) as Definition;
  return drawWorkflow(toWorkflowGraph(definition), lanes);
}

if (require.main === module) writeFileSync(pictureFile, drawPicture());
