/** What a user of the local cloud should know besides what is served, in the order of surprise. */
export const LIMITS: readonly string[] = [
  'One account, one region, one stack, deployed from the template at the start. Queues, rules, topics, pipes, secrets, tables and state machines can also be made through their APIs; functions, user pools and clusters come from the template only.',
  'Who may do what is not enforced: signatures, roles and policies are accepted and not looked at. Least privilege is tested on the template instead.',
  'Nothing is encrypted: KMS keys are names.',
  'There is no network between things: VPCs, subnets and security groups are names.',
  'There are no CloudWatch metrics and alarms; metrics in logs stay log lines.',
  'SQS: standard queues. Messages come about in the order of sending; AWS promises less. Nothing is ever delivered twice by accident; `POST /_local/faults` with `duplicate` does it on purpose, as it makes [every other fault](faults.md#faults-on-demand).',
  'Step Functions: Express, JSONata. The role is not assumed; `Credentials` have no effect.',
  'Data API: PGlite is one session, so calls take turns and a transaction holds the others up; with `DATABASE_URL` they run side by side on your server. On PGlite a login’s own `statement_timeout` does not fire; the 45 seconds of the Data API do, and a statement over them ends the session and a new one begins, as after a failover.',
  'Lambda: Node.js functions, one process an execution environment; memory is watched from outside and a function that takes more is killed, a little later than in AWS.',
  'Cognito: no hosted sign-in, no SRP, no multi-factor sign-in; tokens are signed with a key that is made at the start. Mails and text messages are read at `GET /_local/cognito/mailbox`.',
  'SNS: queues and functions are called, e-mail addresses and telephone numbers end at `GET /_local/inbox`.',
  'DynamoDB: no streams, no transactions.',
  'The endpoint takes bodies up to 10 MiB, 1,024 connections, and what listens on an address that other machines reach needs `--allow-remote`.',
];
