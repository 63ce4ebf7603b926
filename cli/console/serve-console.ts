import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../terminal/user-error';
import { BASE, type ConsoleResponse } from './console-request';
import type { ConsoleServer } from './console-server';

const LARGEST_BODY = 1024 * 1024;

export interface ServedConsole {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves the page on 127.0.0.1 and nowhere else; port 0 takes a free one. Throws a `UserError` when the port is taken. */
export async function serveConsole(server: ConsoleServer, port: number): Promise<ServedConsole> {
  const http = createServer((request, response) => void respond(server, request, response));
  await new Promise<void>((resolve, reject) => {
    http.once('error', ({ message }) =>
      reject(
        new UserError({
          where: '--port',
          what: message,
          given: String(port),
          fix: 'Choose another, or 0 for a free one.',
        }),
      ),
    );
    http.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}${BASE}/`;
  const close = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  return { url, close };
}

async function respond(
  server: ConsoleServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { method = 'GET', headers } = request;
  const isOurs = path === BASE || path.startsWith(`${BASE}/`);
  const body = await read(request);
  const answer = isOurs && body ? await server({ method, path, query, headers, body }) : elsewhere(path);
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function elsewhere(path: string): ConsoleResponse {
  const isRoot = path === '/';
  return { status: isRoot ? 302 : 404, headers: isRoot ? { location: `${BASE}/` } : {}, body: '' };
}
