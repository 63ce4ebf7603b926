import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** Deploys the template to the account of the environment's credentials; `stop` deletes the stack. */
export async function remoteStack(template: { readonly Resources: object }) {
  const client = new CloudFormationClient({});
  const { Account = '' } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  const StackName = `contract-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  const needed = Object.keys(template.Resources).length > 0;
  if (needed) await deploy(client, StackName, template);
  return {
    config: {},
    outputs: needed ? await outputsOf(client, StackName) : {},
    accountId: Account,
    region: await client.config.region(),
    wait: (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000)),
    stop: async () => {
      if (!needed) return;
      await client.send(new DeleteStackCommand({ StackName }));
      await waitUntilStackDeleteComplete({ client, maxWaitTime: 900 }, { StackName });
    },
  };
}

async function deploy(client: CloudFormationClient, StackName: string, template: object): Promise<void> {
  const TemplateBody = JSON.stringify(template);
  await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
  await waitUntilStackCreateComplete({ client, maxWaitTime: 900 }, { StackName });
}

async function outputsOf(client: CloudFormationClient, StackName: string): Promise<Record<string, string>> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks[0]?.Outputs ?? [];
  return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}
