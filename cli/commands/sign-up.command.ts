import type { Adder } from '../program';

/** `sign-up`: one real user through the whole chain. */
export const addSignUp: Adder = (program, does) => {
  program
    .command('sign-up')
    .description('sign up and confirm a real test user, wait for the row and the event, and print every hop')
    .argument('<email>', 'an address of your own that nobody uses')
    .option('--name <text>', 'name of the user')
    .option('--phone <number>', 'phone number, such as +441632960001')
    .option('--wait <seconds>', 'give up after this time', '60')
    .option('--cleanup', 'remove the user and its row afterwards')
    .action(does(async () => (await import('./sign-up')).signUp));
};
