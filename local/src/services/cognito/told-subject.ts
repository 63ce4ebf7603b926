import type { Call, Operation } from '../../kernel/service';
import type { CognitoDependencies } from './cognito-dependencies';
import { subOf } from './user';

interface About {
  readonly UserPoolId?: string;
  readonly ClientId?: string;
  readonly Username?: string;
  readonly AccessToken?: string;
  readonly DestinationUser?: { readonly ProviderAttributeValue?: string };
}

/** The operations, each of which tells the trail whom it is about: `sub`, where there is such a user before or after it. */
export function tellingSubject(
  dependencies: CognitoDependencies,
  operations: Record<string, Operation>,
): Record<string, Operation> {
  const telling = (run: Operation): Operation =>
    async function (input: never, call: Call) {
      const before = await subjectOf(dependencies, input);
      try {
        return await run(input, call);
      } finally {
        const sub = before ?? (await subjectOf(dependencies, input));
        if (sub !== undefined && call.trail) call.trail.sub = sub;
      }
    };
  return Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, telling(run)]));
}

async function subjectOf(
  { pools, users, tokens }: CognitoDependencies,
  input: About,
): Promise<string | undefined> {
  if (input.AccessToken !== undefined)
    return tokens.check(input.AccessToken).then(
      ({ sub }) => sub as string,
      () => undefined,
    );
  const client = input.ClientId === undefined ? undefined : pools.clients.get(input.ClientId);
  const pool = pools.pools.get(input.UserPoolId ?? client?.poolId ?? '');
  const name = input.Username ?? input.DestinationUser?.ProviderAttributeValue;
  const user = pool && typeof name === 'string' ? users.find(pool, name) : undefined;
  return user && subOf(user);
}
