import { AwsError } from '../../../kernel/aws-error';
import type { LoggingConfiguration } from '../state-machine';

const LEVELS = ['ALL', 'ERROR', 'FATAL', 'OFF'];

/** The logging configuration of a request, checked and completed. */
export function loggingConfiguration(given: Partial<LoggingConfiguration> = {}): LoggingConfiguration {
  const { level = 'OFF', includeExecutionData = false, destinations } = given;
  if (!LEVELS.includes(level))
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${level}' at 'loggingConfiguration.level' failed to satisfy constraint: ` +
        `Member must satisfy enum value set: [ALL, ERROR, FATAL, OFF]`,
    );
  if (destinations && destinations.length > 1) throw invalid('Must specify exactly one Log Destination.');
  if (level !== 'OFF' && !destinations?.length) throw invalid('Must specify exactly one Log Destination.');
  for (const destination of destinations ?? []) checkDestination(destination);
  return { level, includeExecutionData, ...(destinations ? { destinations } : {}) };
}

function checkDestination(destination: { cloudWatchLogsLogGroup?: { logGroupArn?: string } }): void {
  const arn = destination.cloudWatchLogsLogGroup?.logGroupArn;
  if (!arn || !/^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:.+:\*$/.test(arn))
    throw invalid('Log Destination is not valid.');
}

function invalid(why: string): AwsError {
  return new AwsError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${why}`);
}
