import { AwsEndpoint } from './aws-endpoint';

type Document = Record<string, unknown>;

/** What an answer has and no request (API reference, "UserPoolType"). */
const FIXED: Document = {
  Id: 'us-east-1_Pool',
  Name: 'people',
  Arn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pool',
  CreationDate: 1700000000.123,
  SchemaAttributes: [{ Name: 'email', AttributeDataType: 'String', Required: true }],
  UsernameAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  Domain: 'people',
};

/** One pool of a Cognito that replaces the whole configuration by what it is sent, members that nobody knows included. */
export class PoolServer extends AwsEndpoint {
  pool: Document = {};
  mfa: Document = { MfaConfiguration: 'OFF' };
  imports: string[] = [];
  /** AWS refuses two names of one number; another implementation keeps both. */
  acceptsTwice = false;
  /** What becomes of a sent configuration; breaks some of it in a test. */
  onUpdate: (sent: Document, nth: number) => Document = (sent) => sent;

  override answers = {
    DescribeUserPool: () => ({
      body: { UserPool: { ...FIXED, ...this.pool, LastModifiedDate: Date.now() / 1000 } },
    }),
    GetUserPoolMfaConfig: () => ({ body: this.mfa }),
    ListUserImportJobs: () => ({ body: { UserImportJobs: this.imports.map((Status) => ({ Status })) } }),
    UpdateUserPool: ({ UserPoolId: _, ...sent }: Document) => {
      const refused = refusal(sent, this.acceptsTwice);
      if (refused) return { status: 400, body: { __type: 'InvalidParameterException', message: refused } };
      const automatic = this.tags('aws:');
      this.pool = this.onUpdate(sent, this.named('UpdateUserPool').length);
      if (automatic.length > 0)
        this.pool.UserPoolTags = { ...(this.pool.UserPoolTags as object), ...Object.fromEntries(automatic) };
      return { body: {} };
    },
  };

  /** AWS keeps its own tags, whoever sends what. */
  private tags(prefix: string): [string, unknown][] {
    return Object.entries(this.pool.UserPoolTags ?? {}).filter(([tag]) => tag.startsWith(prefix));
  }
}

function refusal(sent: Document, acceptsTwice: boolean): string | undefined {
  const readOnly = [...Object.keys(FIXED), 'LastModifiedDate', 'Status', 'EstimatedNumberOfUsers'];
  const wrong = Object.keys(sent).find((name) => readOnly.includes(name));
  if (wrong) return `Unknown parameter ${wrong}`;
  if (Object.keys(sent.UserPoolTags ?? {}).some((tag) => tag.startsWith('aws:')))
    return 'aws: prefixed tag key names are not allowed for external use.';
  const { PasswordPolicy } = (sent.Policies ?? {}) as { PasswordPolicy?: Document };
  const { UnusedAccountValidityDays } = (sent.AdminCreateUserConfig ?? {}) as Document;
  return !acceptsTwice && PasswordPolicy?.TemporaryPasswordValidityDays && UnusedAccountValidityDays
    ? 'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays'
    : undefined;
}
