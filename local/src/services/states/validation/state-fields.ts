/** Fields that every state may have. */
export const COMMON = ['Type', 'Comment', 'QueryLanguage'];

const DATA = ['InputPath', 'OutputPath', 'Output'];
const VARIABLES = ['Assign', ...DATA];
const TRANSITION = ['Next', 'End', ...VARIABLES];
const CALL = ['Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch', ...TRANSITION];

/** Fields of each state type, whichever the query language. AWS: the pages of "Workflow states". */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [
    'Resource',
    'Arguments',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
    'Credentials',
    ...CALL,
  ],
  Pass: ['Result', 'Parameters', 'ResultPath', ...TRANSITION],
  Choice: ['Choices', 'Default', ...VARIABLES],
  Wait: ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath', ...TRANSITION],
  Succeed: DATA,
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: ['Branches', 'Arguments', ...CALL],
  Map: [
    'ItemProcessor',
    'Iterator',
    'Items',
    'ItemsPath',
    'ItemSelector',
    'ItemReader',
    'ItemBatcher',
    'ResultWriter',
    'MaxConcurrency',
    'MaxConcurrencyPath',
    'ToleratedFailureCount',
    'ToleratedFailureCountPath',
    'ToleratedFailurePercentage',
    'ToleratedFailurePercentagePath',
    'Label',
    ...CALL,
  ],
};

/** Fields that only JSONata states may have. */
export const JSONATA_ONLY = ['Output', 'Arguments', 'Items'];

/** Fields that only JSONPath states may have. */
export const JSONPATH_ONLY = [
  'InputPath',
  'OutputPath',
  'ResultPath',
  'ResultSelector',
  'Parameters',
  'Result',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
];

/** Fields that a state type cannot do without. */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Task: ['Resource'],
  Choice: ['Choices'],
  Parallel: ['Branches'],
};
