/** A function as the template declares it, with its code unpacked and ready to run. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** `nodejs24.x`; only Node.js runtimes run here, all on the Node.js that runs the local cloud. */
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  readonly role: string;
  readonly architectures: readonly string[];
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** At most so many at once; the rest is throttled. Undefined when nothing is reserved. */
  readonly reservedConcurrency?: number;
  readonly tracing: 'Active' | 'PassThrough';
  readonly logging: LoggingConfig;
  readonly code: { readonly root: string; readonly size: number; readonly sha256: string };
  readonly lastModified: Date;
}

export interface LoggingConfig {
  readonly LogFormat: 'Text' | 'JSON';
  readonly LogGroup: string;
  readonly ApplicationLogLevel?: string;
  readonly SystemLogLevel?: string;
}

/** The functions and published versions that exist. */
export interface FunctionRegistry {
  readonly functions: Map<string, LambdaFunction>;
  /** Function name → published version numbers; all of them run the one code that the template has. */
  readonly versions: Map<string, string[]>;
  /** Function name → who may invoke it, by the statements of its policy. Told, and not looked at by any call. */
  readonly policies: Map<string, PolicyStatement[]>;
}

/** One statement of a function's policy, as Lambda makes it of a permission (developer guide, "Resource-based policies"). */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
