import type { Adder } from '../program';

/** `dead-letters`: what even the workflow could not take. */
export const addDeadLetters: Adder = (program, does) => {
  const deadLetters = program
    .command('dead-letters')
    .description('show what is in the dead-letter queues and why; nothing is taken out')
    .option('--limit <n>', 'look at so many messages of each queue', '50')
    .action(does(async () => (await import('./dead-letters')).deadLetters));
  deadLetters
    .command('redrive')
    .description('move every dead letter back to the registration queue')
    .action(does(async () => (await import('./redrive')).redrive));
};
