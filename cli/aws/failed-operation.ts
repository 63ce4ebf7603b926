/** A client of the SDK, as far as this needs it. */
export interface SdkClient {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { step: 'initialize'; name: string }): void;
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each client has types of its own for the same thing
export type Call = (args: any) => Promise<any>;
type Middleware = (next: Call, context: { clientName?: string; commandName?: string }) => Call;

/** Is it the SDK's complaint that an answer is none of AWS's: a proxy's page, or what an emulator says at its limits? */
export function isUnreadable({ message }: Error): boolean {
  return message.includes('Deserialization error');
}

const operations = new WeakMap<object, string>();

/** Which operation this error came from, such as `SFN TestState`: errors of the SDK do not say. */
export function operationOf(error: object): string | undefined {
  return operations.get(error);
}

/** Remembers the operation of each error of this client. */
export function rememberOperations({ middlewareStack }: SdkClient): void {
  middlewareStack.add(
    (next, { clientName = '', commandName = '' }) =>
      async (args) => {
        try {
          return (await next(args)) as unknown;
        } catch (error) {
          const operation = `${clientName.replace(/Client$/, '')} ${commandName.replace(/Command$/, '')}`;
          if (error instanceof Error) operations.set(error, operation);
          throw error;
        }
      },
    { step: 'initialize', name: 'rememberOperations' },
  );
}
