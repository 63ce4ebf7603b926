import { hasOwnEndpoint } from '../aws-config';

/** Where the console draws an execution of an Express workflow; undefined where there is no console. */
export function consoleLink(arn: string, startedAt: number, env = process.env): string | undefined {
  if (hasOwnEndpoint(env)) return undefined;
  const region = arn.split(':')[3];
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/express-executions/details/${arn}?startDate=${startedAt}`;
}
