/** Where a failure of the database goes, how it is tried again in the step, and why. */
export interface LaneRow {
  /** Errors that go this way: an SQLSTATE, the first two characters of a class, or an error of the Data API. */
  readonly errors: readonly string[];
  readonly lane: 'data' | 'transient' | 'operator';
  readonly inStep: keyof typeof schedules;
  readonly why: string;
}

/** Tries of one delivery, by the schedule of their retries. */
export const schedules = {
  'wakes up': { tries: 5, waits: '5, 10, 15, 15 s' },
  'a moment': { tries: 3, waits: '2, 4 s, full jitter' },
  no: { tries: 1, waits: '–' },
} as const;

/**
 * Every error of the Data API (its API reference, "Common errors" of ExecuteStatement included).
 * `Retry` sees only this name; what PostgreSQL says is in the message.
 */
export const apiLanes: readonly LaneRow[] = [
  {
    errors: ['DatabaseResumingException', 'StatementTimeoutException'],
    lane: 'transient',
    inStep: 'wakes up',
    why: 'the cluster was paused and wakes in 15 to 30 s, sometimes later',
  },
  {
    errors: ['BadRequestException, Communications link failure'],
    lane: 'transient',
    inStep: 'wakes up',
    why: 'the older face of a paused cluster',
  },
  {
    errors: ['BadRequestException'],
    lane: 'operator',
    inStep: 'wakes up',
    why: 'the call itself is wrong; by its name it could be a paused cluster',
  },
  {
    errors: [
      'DatabaseUnavailableException',
      'InternalServerErrorException',
      'ServiceUnavailableErrorException',
    ],
    lane: 'transient',
    inStep: 'a moment',
    why: 'the writer fails over, or the service stumbles',
  },
  {
    errors: ['RdsDataException, Rate exceeded', 'SdkClientException', 'States.Timeout'],
    lane: 'transient',
    inStep: 'a moment',
    why: 'throttled, not reached, or no answer in 10 s',
  },
  {
    errors: ['RdsDataException'],
    lane: 'operator',
    inStep: 'a moment',
    why: 'an error that the API does not list',
  },
  {
    errors: ['AccessDeniedException', 'ForbiddenException'],
    lane: 'operator',
    inStep: 'no',
    why: 'the role may not',
  },
  {
    errors: ['SecretsErrorException', 'InvalidSecretException'],
    lane: 'operator',
    inStep: 'no',
    why: 'the secret cannot be read or is none',
  },
  {
    errors: ['HttpEndpointNotEnabledException', 'InvalidResourceStateException'],
    lane: 'operator',
    inStep: 'no',
    why: 'the cluster has no Data API, or is stopped',
  },
  {
    errors: ['DatabaseNotFoundException', 'NotFoundException', 'TransactionNotFoundException'],
    lane: 'operator',
    inStep: 'no',
    why: 'cluster, secret or database is gone',
  },
  {
    errors: ['UnsupportedResultException'],
    lane: 'operator',
    inStep: 'no',
    why: 'the function answers something that it must not',
  },
];

/**
 * Every class of SQLSTATE (PostgreSQL, appendix A). They all arrive as `DatabaseErrorException`, so the step tries them alike.
 * A code stands above the class that it is an exception of.
 */
export const sqlStateLanes: readonly LaneRow[] = [
  {
    errors: ['22', '23'],
    lane: 'data',
    inStep: 'a moment',
    why: 'a value of this user does not fit, or breaks a rule also after register_user has run again',
  },
  {
    errors: ['UR001'],
    lane: 'operator',
    inStep: 'a moment',
    why: "what register_user makes of 22 and 23 that are not about this user: an application's NOT NULL, foreign key, trigger",
  },
  {
    errors: ['08', '40', '53', '72'],
    lane: 'transient',
    inStep: 'a moment',
    why: 'connection, conflict of transactions, capacity, old snapshot',
  },
  {
    errors: ['25006', '25P03'],
    lane: 'transient',
    inStep: 'a moment',
    why: 'the old writer after a fail-over; a transaction that was left idle',
  },
  {
    errors: ['55006', '55P03'],
    lane: 'transient',
    inStep: 'a moment',
    why: 'somebody holds the lock for longer than 2 s',
  },
  {
    errors: ['57000', '57014', '57P01', '57P02', '57P03', '57P05'],
    lane: 'transient',
    inStep: 'a moment',
    why: 'cancelled after 7 s, or the server restarts',
  },
  {
    errors: ['28', '42', '44', '57P04'],
    lane: 'operator',
    inStep: 'a moment',
    why: 'login, rights, row security, a function or a database that is not there',
  },
  {
    errors: ['25', '55', '57'],
    lane: 'operator',
    inStep: 'a moment',
    why: 'anything else of these classes is a setting or a mistake',
  },
  {
    errors: [
      ...[
        '00',
        '01',
        '02',
        '03',
        '09',
        '0A',
        '0B',
        '0F',
        '0L',
        '0P',
        '0Z',
        '10',
        '20',
        '21',
        '24',
        '26',
        '27',
      ],
      ...['2B', '2D', '2F', '34', '38', '39', '3B', '3D', '3F', '54', '58', 'F0', 'HV', 'P0', 'XX'],
    ],
    lane: 'operator',
    inStep: 'a moment',
    why: "another application's trigger, a defect, or a broken server: it fails until somebody mends it",
  },
];
