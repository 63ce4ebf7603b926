import type { Definition } from '../language/definition';

/** Definitions that were read from their texts: the interpreter keeps what it has compiled by the objects in them. */
export class Definitions {
  private readonly read = new Map<string, Definition>();

  /** The definition that a text says; the same text gives the same object while it is among the last hundred. */
  of(text: string): Definition {
    const known = this.read.get(text);
    this.read.delete(text);
    const definition = known ?? (JSON.parse(text) as Definition);
    this.read.set(text, definition);
    if (this.read.size > MOST) this.read.delete(this.read.keys().next().value!);
    return definition;
  }
}

/** More than a stack has machines. */
const MOST = 100;
