import { App } from 'aws-cdk-lib';
import { FEATURE_FLAGS } from './feature-flags';
import { readSettings } from './settings';
import { UserRegistrationStack } from './user-registration-stack';

/** The whole product is this one stack, so that a plain `cdk deploy` is enough. */
const app = new App({ analyticsReporting: false, context: FEATURE_FLAGS });
new UserRegistrationStack(app, 'UserRegistration', { settings: readSettings(app.node) });
