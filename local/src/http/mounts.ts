import type { WireRequest, WireResponse } from './wire';

/** Answers every request under a path, such as an application's own page. */
export type MountHandler = (request: WireRequest) => Promise<WireResponse>;

/** What a handler is given to begin with. */
export interface MountedIn {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  readonly stackName: string;
}

/** Something that the application serves beside AWS's services. */
export interface Mount {
  /** Begins with a slash and ends without one: `/console`. */
  readonly path: string;
  readonly open: (cloud: MountedIn) => MountHandler;
}

/** The mounts of one cloud, each opened with its first request. */
export class Mounts {
  private readonly opened = new Map<Mount, MountHandler>();

  constructor(
    private readonly mounts: readonly Mount[],
    private readonly cloud: () => MountedIn,
  ) {}

  /** The answer of whoever has this path; undefined when it is nobody's. A browser that asks for `/` is led to the first. */
  answer(request: WireRequest): Promise<WireResponse> | undefined {
    const { path, method, headers } = request;
    const [first] = this.mounts;
    if (first && path === '/' && method === 'GET' && headers.accept?.includes('text/html'))
      return Promise.resolve({ status: 302, headers: { location: `${first.path}/` }, body: '' });
    const mount = this.mounts.find((each) => path === each.path || path.startsWith(`${each.path}/`));
    return mount && this.handler(mount)(request);
  }

  private handler(mount: Mount): MountHandler {
    const handler = this.opened.get(mount) ?? mount.open(this.cloud());
    this.opened.set(mount, handler);
    return handler;
  }
}
