/** A value at the end of a path in an event, or in an array there. Nothing else can be filtered. */
export type Leaf = string | number | boolean | null;

/** A leaf and in which elements of which arrays it stands. */
export interface Field {
  readonly leaf: Leaf;
  /** Array (numbered as met) → index of the element. */
  readonly elements: ReadonlyMap<number, number>;
}

/** Every leaf of an event by its path, the keys joined by dots: `detail.items.price`. */
export function fieldsOf(event: object): Map<string, Field[]> {
  const fields = new Map<string, Field[]>();
  let arrays = 0;
  const visit = (value: unknown, path: string, elements: ReadonlyMap<number, number>): void => {
    if (Array.isArray(value)) {
      const array = arrays++;
      value.forEach((element, index) => {
        const inner = element !== null && typeof element === 'object';
        visit(element, path, inner ? new Map(elements).set(array, index) : elements);
      });
    } else if (value !== null && typeof value === 'object') {
      for (const [key, member] of Object.entries(value))
        visit(member, path ? `${path}.${key}` : key, elements);
    } else {
      const field = { leaf: value as Leaf, elements };
      const known = fields.get(path);
      if (known) known.push(field);
      else fields.set(path, [field]);
    }
  };
  visit(event, '', new Map());
  return fields;
}
