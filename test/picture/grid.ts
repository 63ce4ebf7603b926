/** Where each step stands, row by row: a registration that goes well is one straight line, the failure branch another beside it. */
export const grid: readonly (readonly string[])[] = [
  ['', 'ChooseEntryStep'],
  ['', 'ValidateUser'],
  ['', 'IsDuplicate'],
  ['', 'UpsertUser'],
  ['', '', 'AskCognito'],
  ['', 'WhichOperation'],
  ['', 'PublishUserPersisted'],
  ['', 'MayHaveRecord', '', 'DescribeFailure'],
  ['ResolveFailure', '', '', 'RecordFailure'],
  ['', 'WhichOutcome', '', 'ChooseRecovery'],
  ['DuplicateIgnored', 'UserRegistered', 'RetryThroughQueue', 'RollBackUser', 'RegistrationRejected'],
  ['', '', '', 'RecordRollBack'],
  ['', '', '', 'AlertOperators'],
  ['', '', '', 'RegistrationParked'],
];

/** The column in which everything goes well. */
export const MAIN = 1;
