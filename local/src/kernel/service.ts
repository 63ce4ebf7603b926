/** A call to one operation, as the gateway hands it to a service besides its input. */
export interface Call {
  /** SigV4 signing name, such as `rds-data`. */
  readonly service: string;
  /** Operation in the API's own spelling, such as `ExecuteStatement`. */
  readonly operation: string;
  /** Who calls: `client` over HTTP, else a path such as `states:user-registration/UpsertUser` or `pipes:RegistrationPipe`. */
  readonly caller: string;
  readonly requestId: string;
  /** Aborts when the caller has given up. */
  readonly signal: AbortSignal;
  /** A fault: real milliseconds after which the function that this call invokes is killed. */
  readonly crash?: number;
  /** A fault: see `Fault.pageSize`. */
  readonly pageSize?: number;
  /** A fault: see `Fault.stale`. */
  readonly stale?: number;
  /** What the account's trail tells of the call besides its input; the operation writes it there. */
  readonly trail?: Record<string, string>;
}

/** How a call ended, as its caller gets it. */
export interface CallEnding {
  readonly answer?: unknown;
  readonly error?: unknown;
}

/**
 * One API operation. Input and output have the member names of the service's own API (PascalCase or camelCase, as its SDK
 * has them); a timestamp in the output is a `Date` and a blob a `Uint8Array`: each protocol writes them its own way.
 * Throws `AwsError` for what AWS refuses.
 */
export type Operation = (input: never, call: Call) => unknown;

/** How a service's operations travel over HTTP. */
export type Protocol =
  | {
      readonly kind: 'json';
      readonly version: '1.0' | '1.1';
      readonly targetPrefix: string;
      /** Error code → the older query protocol's code, sent as `x-amzn-query-error: <code>;Sender`; the same when left out. */
      readonly queryErrorCodes?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'query';
      readonly version: string;
      readonly xmlNamespace: string;
      /** Output members that are maps (`<entry><key/><value/></entry>`), such as SNS's `Attributes`; objects are structures. */
      readonly maps?: readonly string[];
    }
  | {
      readonly kind: 'rest-json';
      readonly routes: readonly Route[];
      /** Whether integers beyond 2^53 reach the operations as they were sent, as bigints. */
      readonly exactIntegers?: boolean;
    };

/** One REST binding: `POST /2015-03-31/functions/{FunctionName}/invocations`. */
export interface Route {
  readonly operation: string;
  readonly method: string;
  /** Path with `{Label}` segments; each label becomes an input member. */
  readonly path: string;
  /** Success status; default 200. */
  readonly status?: number;
  /** Query parameter → input member. */
  readonly query?: Readonly<Record<string, string>>;
  /** Request header (lower case) → input member. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Input member that is the raw body (`Uint8Array`), instead of a JSON document. */
  readonly payload?: string;
  /** Output member that becomes the raw body. */
  readonly outputPayload?: string;
  /** Output member → response header. */
  readonly outputHeaders?: Readonly<Record<string, string>>;
  /** Output member → HTTP status. */
  readonly outputStatus?: string;
}

/** One emulated AWS service. */
export interface Service {
  /** SigV4 signing name, by which the endpoint routes. */
  readonly name: string;
  readonly protocol: Protocol;
  /** How the API spells its members; Step Functions' SDK integrations always speak PascalCase and are converted. */
  readonly members: 'pascal' | 'camel';
  readonly operations: Readonly<Record<string, Operation>>;
  /** Operations that heed a fault's `pageSize` and `stale`. */
  readonly lists?: readonly string[];
  /** CloudFormation types that this service makes. */
  readonly resources?: Readonly<Record<string, ResourceType>>;
  /** What AWS has no API for, served under `/_local/`. */
  readonly local?: readonly LocalRoute[];
  /** Is told of every call to any service when it has ended. */
  observe?(call: Call, input: object, ending: CallEnding): void;
  /** Begins background work (polling, timers) once every resource exists. */
  start?(): void | Promise<void>;
  /** Ends background work and releases what was opened. */
  stop?(): void | Promise<void>;
}

/** One route of the local cloud's own: `GET /_local/inbox`. */
export interface LocalRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below `/_local/`, with `{Label}` segments: `custom-resources/{Id}`. */
  readonly path: string;
  /** Answers a JSON document; `undefined` is an empty 204. Throws `AwsError` for a bad request. */
  handle(request: LocalRequest): unknown;
  /** The status of an answer. @default 200 */
  status?(answer: unknown): number;
}

/** A request to a `LocalRoute`. */
export interface LocalRequest {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON document in the body; `undefined` when it is empty. */
  readonly body: unknown;
}

/** How one CloudFormation resource type comes to exist locally. */
export interface ResourceType {
  /** Top-level properties that are acted on. Any property neither here nor in `inert` stops the start, by name. */
  readonly properties: readonly string[];
  /** Properties that are accepted and have no effect here, each with the reason. */
  readonly inert?: Readonly<Record<string, string>>;
  /** Makes it, or adopts what the store already holds under this name (a restart with `--data-dir`). */
  create(resource: Resource): Created | Promise<Created>;
}

/** A template resource with every intrinsic function resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** `<stack>-<logicalId>`: the name when the template gives none. */
  readonly physicalName: string;
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Created {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}
