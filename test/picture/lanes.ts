/** Columns of a picture, left to right; each is read downwards. */
export interface Lanes {
  readonly columns: readonly (readonly string[])[];
  /** The column in which everything goes well. */
  readonly main: number;
}

/** A registration that goes well is one straight line, the failure branch another one beside it. */
export const lanes: Lanes = {
  columns: [
    ['ResolveFailure', 'DuplicateIgnored'],
    [
      'ChooseEntryStep',
      'ValidateUser',
      'IsDuplicate',
      'UpsertUser',
      'IsRegistered',
      'PublishUserPersisted',
      'HadFailed',
      'WhichOutcome',
      'UserRegistered',
    ],
    [
      'DescribeFailure',
      'DiagnoseFailure',
      'RecordFailure',
      'ChooseRecovery',
      'RollBackUser',
      'RecordRollBack',
      'AlertOperators',
      'RegistrationParked',
    ],
    ['RetryThroughQueue'],
    ['RegistrationRejected'],
    ['RecordApart'],
  ],
  main: 1,
};
