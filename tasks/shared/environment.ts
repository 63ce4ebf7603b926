/** A variable that the stack sets for this function. Throws when it does not. */
export function environment(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set in the environment of this function; the stack must set it.`);
  return value;
}
