/** Makes what a button does: asks for a change in the local cloud, then says what was done. */
export type Act = (path: string, body: unknown, done: string) => () => void;
