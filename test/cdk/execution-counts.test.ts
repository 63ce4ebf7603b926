import { filterPattern } from 'local-cloud/filter-pattern';
import { delivery, run } from '../statemachine/registration-run';
import { payload, statement, validated, type Answers } from '../statemachine/step-answers';
import { synthesizeStack } from './synthesize-stack';

const filters = Object.values(synthesizeStack().template.Resources)
  .filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
  .map(({ Properties }) => Properties as unknown as Filter);

interface Filter {
  readonly FilterPattern: string;
  readonly MetricTransformations: [{ readonly MetricName: string }];
}

const inUse = statement({ operation: 'email_in_use', persisted_at: null, user: null });
const invalid = { FunctionError: 'Unhandled', Payload: '{"errorType":"InvalidRegistrationError"}' };
const last = {
  ValidateUser: [payload(validated(4))],
  PublishUserPersisted: ['EventBridge.AccessDeniedException'],
};
const healed = { AlertOperators: ['SNS.InternalErrorException', {}] };
const silent = { AlertOperators: ['SNS.InternalErrorException'] };

describe('ExecutionCounts', () => {
  it.each<[string, number, Answers, string[]]>([
    ['is registered', 1, {}, []],
    ['still has a delivery', 1, { UpsertUser: ['RdsData.AccessDeniedException'] }, []],
    ['is parked', 4, last, ['RegistrationsParked']],
    ['is parked, its alert sent at the second try', 4, { ...last, ...healed }, ['RegistrationsParked']],
    ['is parked and nobody was told', 4, { ...last, ...silent }, ['AlertsNotSent', 'RegistrationsParked']],
    ['is bad data', 1, { ValidateUser: [invalid] }, ['RegistrationsRejected']],
    ['has a taken address', 1, { UpsertUser: [inUse] }, ['RegistrationsRejected']],
    [
      'has a taken address and nobody was told',
      1,
      { UpsertUser: [inUse], ...silent },
      ['AlertsNotSent', 'RegistrationsRejected'],
    ],
  ])(
    'finds in the execution log once what a registration counts for that %s',
    async (_, attempt, plan, metrics) => {
      const { log } = await run(delivery(attempt), plan);

      expect(log.flatMap(counted).sort()).toEqual(metrics);
    },
  );
});

/** The metrics that an entry of the execution log counts for. */
function counted(message: string): string[] {
  return filters
    .filter(({ FilterPattern }) => filterPattern(FilterPattern)(message))
    .map(({ MetricTransformations }) => MetricTransformations[0].MetricName);
}
