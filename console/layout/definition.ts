/** As much of a definition in the Amazon States Language as a drawing needs; JSONata and JSONPath alike. */
export interface Definition {
  readonly Comment?: string;
  readonly StartAt?: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
}

export interface StateDefinition {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Default?: string;
  readonly Choices?: readonly Rule[];
  readonly Retry?: readonly { readonly ErrorEquals?: readonly string[]; readonly MaxAttempts?: number }[];
  readonly Catch?: readonly {
    readonly Comment?: string;
    readonly ErrorEquals?: readonly string[];
    readonly Next: string;
  }[];
  readonly Branches?: readonly Definition[];
  readonly ItemProcessor?: Definition;
  /** What ItemProcessor was called before. */
  readonly Iterator?: Definition;
}

/** One rule of a Choice. Its condition is JSONata, or members of JSONPath's own. */
export interface Rule {
  readonly Comment?: string;
  readonly Condition?: string;
  readonly Next: string;
  readonly [member: string]: unknown;
}

/** The machines inside a state: the branches of a Parallel, the one of a Map. */
export function innerMachines({ Branches, ItemProcessor, Iterator }: StateDefinition): readonly Definition[] {
  const inner = ItemProcessor ?? Iterator;
  return Branches ?? (inner ? [inner] : []);
}
