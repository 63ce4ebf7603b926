import { randomUUID } from 'node:crypto';
import { explainError } from '../aws/explain-error';
import type { Session } from '../aws/session';
import { type Complaint, ConflictError, UserError } from '../terminal/user-error';
import { answer, BASE, type ConsoleRequest, type ConsoleResponse } from './console-request';
import type { Feed } from './feed';
import { ForbiddenError, guardOrigin, guardToken } from './guard';
import { pageFile } from './page-files';
import { findRoute } from './routes';

/** Answers requests under `/console`. Never rejects. */
export type ConsoleServer = (request: ConsoleRequest) => Promise<ConsoleResponse>;

const API = `${BASE}/api/`;

/** The page, and what it shows through the session's SDK clients. */
export function createConsoleServer(feed: Feed): ConsoleServer {
  const token = randomUUID();
  return async (request) => {
    try {
      guardOrigin(request);
      if (!request.path.startsWith(API)) return pageFile(request.path, token);
      guardToken(request, token);
      return answer(await call(feed, request));
    } catch (error) {
      return refusal(error, feed.session);
    }
  };
}

async function call(feed: Feed, request: ConsoleRequest): Promise<unknown> {
  const route = findRoute(request.method, request.path.slice(API.length));
  if (!route)
    throw new NotThereError({
      where: 'console',
      what: 'there is no such address',
      given: request.path,
      fix: 'Load the page again.',
    });
  if (route.changes && !feed.about.allowChanges) throw readOnly();
  return route.handle(feed, { query: request.query, body: readBody(request) });
}

class NotThereError extends UserError {}

function readBody({ body }: ConsoleRequest): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw new UserError({ where: 'console', what: 'the body is not JSON', fix: 'Load the page again.' });
  }
}

function readOnly(): ForbiddenError {
  return new ForbiddenError({
    where: 'console',
    what: 'this page only looks at AWS',
    fix: 'Start it as npx registrar console --allow-replay, or use the command.',
  });
}

function refusal(error: unknown, session: Session): ConsoleResponse {
  const explained = explainError(error, session.options);
  if (!explained) {
    session.terminal.say(
      `console: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return answer({ error: CRASH }, 500);
  }
  return answer({ error: explained.complaint }, statusOf(explained, error));
}

const CRASH: Complaint = {
  where: 'console',
  what: 'this program failed',
  fix: 'Its terminal says why; the command line may still do it.',
};

function statusOf(explained: UserError, original: unknown): number {
  if (explained instanceof ForbiddenError) return 403;
  if (explained instanceof NotThereError) return 404;
  if (explained instanceof ConflictError) return 409;
  return original instanceof UserError ? 400 : 502;
}
