import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';

/** Structured logs. Never given an event, a body or an SDK's error message: those hold personal data. */
export const logger = new Logger();

/** Counts in embedded metric format; namespace and service come from the environment. */
export const metrics = new Metrics();

/** Traces the AWS clients that are handed to it; each call is one subsegment, so the HTTP below it is not traced again. */
export const tracer = new Tracer({ captureHTTPsRequests: false });
