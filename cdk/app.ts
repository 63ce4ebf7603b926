import { App } from 'aws-cdk-lib';
import { InvalidSettingError, readSettings, UnknownSettingError } from './settings';
import { UserRegistrationStack } from './user-registration-stack';

/** The whole product is this one stack, so that a plain `cdk deploy` is enough. */
function main(): void {
  const app = new App({ analyticsReporting: false });
  new UserRegistrationStack(app, 'UserRegistration', { settings: readSettings(app.node) });
}

try {
  main();
} catch (error) {
  if (!(error instanceof InvalidSettingError || error instanceof UnknownSettingError)) throw error;
  console.error(error.message);
  process.exit(1);
}
