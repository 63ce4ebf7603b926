import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = { status?: number; body: unknown } | 'never' | 'hang up';
export interface Call {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** One endpoint for AWS's JSON services, which answers as the test says and refuses operations that it does not name. */
export class AwsEndpoint {
  calls: Call[] = [];
  answers: Record<string, (input: Record<string, unknown>) => Answer> = {};
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.').pop() ?? '';
      const input = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      this.calls.push({ operation, input });
      const answer = this.answers[operation]?.(input) ?? { status: 400, body: { __type: 'Unplanned' } };
      if (answer === 'never') return;
      if (answer === 'hang up') return void request.socket.destroy();
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer.body));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  named(operation: string): Call[] {
    return this.calls.filter((call) => call.operation === operation);
  }
}
