import { run } from './program';

/** `npx registrar`: the operator's command line. */
void run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr }).then((code) => {
  process.exitCode = code;
});
