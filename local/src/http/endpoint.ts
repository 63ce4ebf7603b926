import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequest, asAwsError, type Answering } from './answer-request';
import { guardBrowser, isLoopback } from './guard-browser';
import { BodyReader } from './read-body';
import { restJsonWire } from './rest-json-wire';
import type { WireResponse } from './wire';

/** Limits against requests that are slow on purpose and clients that never hang up. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 120_000 };
const MOST_CONNECTIONS = 1_024;

export interface EndpointOptions extends Answering {
  /** Address to listen on. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** The time that its answers carry. @default the machine's */
  readonly now?: () => number;
}

export interface Endpoint {
  /** `http://127.0.0.1:4566` */
  readonly url: string;
  /** Stops listening and drops the connections. */
  readonly close: () => Promise<void>;
}

/** Listens for every service's requests on one address. Rejects when the port is taken. */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const bodies = new BodyReader();
  const open = !isLoopback(options.host);
  const server = createServer({ ...LIMITS, connectionsCheckingInterval: 5_000 }, (request, response) => {
    void handle(options, bodies, open, request, response);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, options);
  return { url: urlOf(server, options.host), close: () => close(server) };
}

async function handle(
  answering: EndpointOptions,
  bodies: BodyReader,
  open: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  const abandoned = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) abandoned.abort(new Error('The client hung up.'));
  });
  const answer = await answerWithin(answering, bodies, open, request, requestId, abandoned.signal);
  send(response, answer, requestId, answering.now);
}

async function answerWithin(
  answering: Answering,
  bodies: BodyReader,
  open: boolean,
  request: IncomingMessage,
  requestId: string,
  signal: AbortSignal,
): Promise<WireResponse> {
  try {
    guardBrowser(request.headers, open);
    const { pathname, searchParams } = splitTarget(request.url ?? '/');
    const { method = 'GET', headers } = request;
    const body = await bodies.read(request);
    const wireRequest = { method, path: pathname, query: searchParams, headers, body };
    return await answerRequest(answering, wireRequest, requestId, signal);
  } catch (error) {
    return restJsonWire.encodeError(asAwsError(error, signal.aborted ? () => {} : answering.log), requestId);
  }
}

function splitTarget(target: string): { pathname: string; searchParams: URLSearchParams } {
  const mark = target.indexOf('?');
  if (mark < 0) return { pathname: target, searchParams: new URLSearchParams() };
  return { pathname: target.slice(0, mark), searchParams: new URLSearchParams(target.slice(mark + 1)) };
}

function send(
  response: ServerResponse,
  { status, headers, body }: WireResponse,
  requestId: string,
  now = Date.now,
): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    'x-amzn-requestid': requestId,
    // Not as `date`, by which SDKs correct their clocks, and then repeat what was refused.
    'x-local-time': new Date(now()).toISOString(),
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function listen(server: Server, { host, port }: EndpointOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why =
    error.code === 'EADDRINUSE'
      ? 'something else uses it already; stop that, or give another --port'
      : error.message;
  return new Error(`Cannot listen on ${host}:${port}: ${why}.`, { cause: error });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
