import { App } from 'aws-cdk-lib';
import { context as featureFlags } from '../../cdk.json';
import { readSettings } from '../../cdk/settings';
import { UserRegistrationStack } from '../../cdk/user-registration-stack';

export interface StackOptions {
  readonly context?: object;
  /** Functions are bundled only where a test is about bundles. */
  readonly bundle?: boolean;
}

/** The stack in an app of its own, which will write its assembly into this directory. */
export function buildStack(
  outdir: string,
  { context = {}, bundle = false }: StackOptions = {},
): {
  app: App;
  stack: UserRegistrationStack;
} {
  const app = new App({
    analyticsReporting: false,
    outdir,
    context: { ...featureFlags, ...context, ...(bundle ? {} : { 'aws:cdk:bundling-stacks': [] }) },
  });
  return {
    app,
    stack: new UserRegistrationStack(app, 'UserRegistration', readSettings(app.node)),
  };
}
