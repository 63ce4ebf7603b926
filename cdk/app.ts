import { App } from 'aws-cdk-lib';
import { InvalidConfigurationError } from './check-configuration';
import { isSettingError } from './setting-errors';
import { readSettings } from './settings';
import { UserRegistrationStack } from './user-registration-stack';

/** The whole product is this one stack, so that a plain `cdk deploy` is enough. */
function main(): void {
  const app = new App({ analyticsReporting: false });
  const settings = readSettings(app.node);
  new UserRegistrationStack(app, stackName(settings.name), settings);
}

function stackName(name?: string): string {
  return name ? `UserRegistration-${name}` : 'UserRegistration';
}

try {
  main();
} catch (error) {
  if (!isSettingError(error) && !(error instanceof InvalidConfigurationError)) throw error;
  console.error((error as Error).message);
  process.exit(1);
}
