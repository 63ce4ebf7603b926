import { App } from 'aws-cdk-lib';
import { readSettings } from './settings';
import { UserRegistrationStack } from './user-registration-stack';

/** The whole product is this one stack, so that a plain `cdk deploy` is enough. */
const app = new App({ analyticsReporting: false });
new UserRegistrationStack(app, 'UserRegistration', { settings: readSettings(app.node) });
