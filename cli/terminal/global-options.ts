import { type Command, Option } from 'commander';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly stack: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly json?: boolean;
  readonly reveal?: boolean;
  readonly wide?: boolean;
}

/** Adds them to the program. */
export function addGlobalOptions(program: Command): Command {
  return program
    .addOption(
      new Option('--stack <name>', 'stack to work on').default('UserRegistration').env('REGISTRAR_STACK'),
    )
    .option('--region <region>', 'AWS region, else AWS_REGION')
    .option('--profile <name>', 'AWS profile, else AWS_PROFILE')
    .option('--endpoint <url>', 'another endpoint than AWS, else AWS_ENDPOINT_URL')
    .option('--json', 'one JSON document on stdout')
    .option('--reveal', 'show e-mail addresses, phone numbers and names, which are masked otherwise')
    .option('--wide', 'whole ids, times instead of how long ago, and no line broken');
}

/** They may stand behind the command as well, and every command's help shows them. */
export function shareGlobalOptions(program: Command): void {
  for (const command of program.commands) {
    command.copyInheritedSettings(program).configureHelp({ minWidthToWrap: 30, showGlobalOptions: true });
    shareGlobalOptions(command);
  }
}
