/** A statement of a resource's policy, as far as it is looked at (IAM user guide, "JSON policy element reference"). */
export interface PolicyStatement {
  readonly Effect?: string;
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What somebody wants to do, and what is known of the call; keys of conditions in lower case. */
export interface WantedCall {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** The statements of a policy's JSON; none where there is no policy. */
export function statementsOf(policy: string | undefined): PolicyStatement[] {
  const { Statement = [] } = JSON.parse(policy ?? '{}') as {
    Statement?: PolicyStatement | PolicyStatement[];
  };
  return [Statement].flat();
}

/** Whether an `Allow` covers the call. A condition that is not understood covers nothing. */
export function allows(statement: PolicyStatement, wanted: WantedCall): boolean {
  return (
    statement.Effect === 'Allow' &&
    isPrincipal(statement.Principal, wanted.principal) &&
    matchesOne(statement.Action, wanted.action.toLowerCase(), (action) => action.toLowerCase()) &&
    matchesOne(statement.Resource, wanted.resource) &&
    Object.entries(statement.Condition ?? {}).every(([operator, tests]) =>
      holds(operator, tests, wanted.context),
    )
  );
}

function isPrincipal(given: PolicyStatement['Principal'], wanted: string): boolean {
  if (given === '*') return true;
  return [given?.Service ?? [], given?.AWS ?? []].flat().some((one) => one === '*' || one === wanted);
}

function holds(
  operator: string,
  tests: Readonly<Record<string, string | readonly string[]>>,
  context: WantedCall['context'],
): boolean {
  if (!/^(String|Arn)(Equals|Like)$/.test(operator)) return false;
  return Object.entries(tests).every(([key, values]) => {
    const value = context[key.toLowerCase()];
    return value !== undefined && matchesOne(values, value);
  });
}

function matchesOne(
  patterns: string | readonly string[] | undefined,
  text: string,
  change: (pattern: string) => string = (pattern) => pattern,
): boolean {
  return [patterns ?? []].flat().some((pattern) => matches(change(pattern), text));
}

/** `*` stands for any text and `?` for one character. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
