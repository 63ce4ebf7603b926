import type { LoggingConfig } from './lambda-function';

/** How an invocation went, as Lambda's own log lines tell it. */
export interface InvocationReport {
  readonly requestId: string;
  readonly version: string;
  readonly durationMs: number;
  readonly initMs?: number;
  readonly memoryMb: number;
  readonly maxMemoryMb: number;
  readonly status: 'success' | 'failure' | 'error' | 'timeout';
  readonly errorType?: string;
}

/** Levels of Lambda's own lines at which they are not written any more ("Log-level filtering": start and report are INFO). */
const SILENT = ['WARN', 'ERROR'];

/** The line that begins an invocation. */
export function startLines(logging: LoggingConfig, requestId: string, version: string, time: Date): string[] {
  if (logging.LogFormat === 'Text') return [`START RequestId: ${requestId} Version: ${version}`];
  return jsonLines(logging, time, 'platform.start', { requestId, version });
}

/** The lines that end one (Lambda guide, "Sending Lambda function logs to CloudWatch Logs"; "JSON system logs"). */
export function reportLines(logging: LoggingConfig, report: InvocationReport, time: Date): string[] {
  if (logging.LogFormat === 'Text') return [`END RequestId: ${report.requestId}`, textReport(report)];
  const { requestId, status, errorType } = report;
  return jsonLines(logging, time, 'platform.report', {
    requestId,
    metrics: metrics(report),
    status,
    errorType,
  });
}

/** The Lambda bill counts the initialisation too, in whole milliseconds. */
function billedMs(report: InvocationReport): number {
  return Math.ceil(report.durationMs + (report.initMs ?? 0));
}

function textReport(report: InvocationReport): string {
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(report)} ms`,
    `Memory Size: ${report.memoryMb} MB`,
    `Max Memory Used: ${report.maxMemoryMb} MB`,
    report.initMs !== undefined && `Init Duration: ${report.initMs.toFixed(2)} ms`,
    ['error', 'timeout'].includes(report.status) && `Status: ${report.status}`,
    report.status === 'error' && `Error Type: ${report.errorType}`,
  ];
  return `${fields.filter(Boolean).join('\t')}\t`;
}

function metrics(report: InvocationReport) {
  return {
    durationMs: Number(report.durationMs.toFixed(3)),
    billedDurationMs: billedMs(report),
    memorySizeMB: report.memoryMb,
    maxMemoryUsedMB: report.maxMemoryMb,
    ...(report.initMs !== undefined && { initDurationMs: Number(report.initMs.toFixed(3)) }),
  };
}

function jsonLines(logging: LoggingConfig, time: Date, type: string, record: object): string[] {
  if (SILENT.includes(logging.SystemLogLevel ?? 'INFO')) return [];
  return [JSON.stringify({ time: time.toISOString(), type, record })];
}
