import { App } from 'aws-cdk-lib';
import { CognitoStack } from './lib/cognito-stack.js';
import { DatabaseStack } from './lib/database-stack.js';
import { EventBridgeStack } from './lib/eventbridge-stack.js';
import { RegistrationStack } from './lib/registration-stack.js';

const app = new App();
const { userPool, userPoolClient } = new CognitoStack(app, 'Cognito');
const { cluster, databaseName } = new DatabaseStack(app, 'Database');
const { bus } = new EventBridgeStack(app, 'EventBridge');
new RegistrationStack(app, 'Registration', { userPool, userPoolClient, cluster, databaseName, bus });
