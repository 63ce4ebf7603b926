/** Flags of the CDK that the app and its tests share; in cdk.json only the command line would see them. */
export const FEATURE_FLAGS = {
  // What CloudFormation would refuse in the deploy is refused at synth, not warned of.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:checkSecretUsage': true,
};
