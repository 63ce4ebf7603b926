import { App } from 'aws-cdk-lib';
import { InvalidConfigurationError } from './check-configuration';
import { InvalidWorkflowError } from './invalid-workflow-error';
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

/** Its stack is of no use to them. */
function isMendedByAPerson(error: unknown): error is Error {
  const types = [InvalidConfigurationError, InvalidWorkflowError];
  return isSettingError(error) || types.some((type) => error instanceof type);
}

try {
  main();
} catch (error) {
  if (!isMendedByAPerson(error)) throw error;
  console.error(error.message);
  process.exit(1);
}
