import { checkName, machineOf, typeNotSupported } from '../arns';
import { executionInput } from '../request-texts';
import type { StatesContext } from '../states-context';
import type { StartExecutionInput } from './start-execution';

const INCLUDED = { included: true };

type StartSyncExecutionInput = StartExecutionInput & { readonly includedData?: string };

/** StartSyncExecution: starts, waits for the end and answers it; a failed execution is no error of the call. */
export function startSyncExecution(context: StatesContext) {
  return async (input: StartSyncExecutionInput) => {
    const machine = machineOf(context, input.stateMachineArn);
    if (machine.type !== 'EXPRESS') throw typeNotSupported();
    if (input.name !== undefined) checkName(input.name);
    const text = executionInput(input.input);
    const started = context.express.start(machine, input.name, text, true);
    const ending = await started.ending;
    const stopTime = context.cloud.clock.now();
    const withData = input.includedData !== 'METADATA_ONLY';
    return {
      executionArn: started.arn,
      stateMachineArn: machine.arn,
      name: started.name,
      startDate: new Date(started.startTime),
      stopDate: new Date(stopTime),
      status: ending.status,
      ...(ending.error === undefined ? {} : { error: ending.error }),
      ...(ending.cause === undefined ? {} : { cause: ending.cause }),
      ...(withData ? { input: text } : {}),
      inputDetails: INCLUDED,
      ...(withData && ending.output !== undefined ? { output: ending.output } : {}),
      outputDetails: INCLUDED,
      ...(input.traceHeader === undefined ? {} : { traceHeader: input.traceHeader }),
      billingDetails: billing(stopTime - started.startTime),
    };
  };
}

/** Express is billed by 100 ms and 64 MB. AWS: "Step Functions pricing". */
function billing(duration: number) {
  return {
    billedMemoryUsedInMB: 64,
    billedDurationInMilliseconds: Math.max(1, Math.ceil(duration / 100)) * 100,
  };
}
