import { AwsError } from '../kernel/aws-error';
import type { LocalRoute } from '../kernel/service';
import { writeJson } from './json-document';
import { ownRoutes, type CloudControls } from './local-routes';
import { compilePath } from './path-template';
import type { WireRequest, WireResponse } from './wire';

/** Answers the requests under `/_local/`, which are the local cloud's own and not AWS's. */
export class LocalApi {
  constructor(private readonly cloud: CloudControls) {}

  async answer(request: WireRequest): Promise<WireResponse> {
    const { route, labels } = this.find(request);
    const body = readDocument(request.body);
    const answer: unknown = await route.handle({ labels, query: request.query, body });
    if (answer === undefined) return { status: 204, headers: {}, body: '' };
    const status = route.status?.(answer) ?? 200;
    return { status, headers: { 'content-type': 'application/json' }, body: writeJson(answer) };
  }

  private find(request: WireRequest): { route: LocalRoute; labels: Record<string, string> } {
    const routes = this.routes();
    for (const route of routes) {
      const labels =
        route.method === request.method ? compilePath(`/_local/${route.path}`)(request.path) : undefined;
      if (labels) return { route, labels };
    }
    const known = routes.map(({ method, path }) => `${method} /_local/${path}`).join(', ');
    throw new AwsError('NotFound', `There is no ${request.method} ${request.path}; there is ${known}.`, 404);
  }

  private routes(): LocalRoute[] {
    const services = this.cloud.gateway.all().flatMap((service) => service.local ?? []);
    return [...ownRoutes(this.cloud), ...services];
  }
}

function readDocument(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (error) {
    throw new AwsError('SerializationException', `The body is not JSON: ${(error as Error).message}`);
  }
}
