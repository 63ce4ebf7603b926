const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
/** The beginning of an id, as it stands in a table. */
const SHORT = /(?<![\w.-])[0-9a-f]{8}(?![\w.-])/g;
/** The second half of a failure's id. */
const DIGEST = /\b(\d{8}-0000-4000-8000-0{12})\.[0-9a-f]{16}\b/g;

/** Stands in for everything that differs from run to run, and stays the same within one. */
export class MadeUpNames {
  private readonly names = new Map<string, string>();
  private met = 0;

  /** The stand-in for an id; ids count up in the order in which they are met. */
  of(id: string): string {
    return this.names.get(id) ?? this.give(id, ++this.met);
  }

  /** Gives an id that nobody knows beforehand the number by which the text calls it. */
  give(id: string, number: number): string {
    const name = `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;
    this.names.set(id, name);
    return name;
  }

  /** The same for the beginning of an id, whether the whole was met or not. */
  private ofShort(id: string): string {
    const whole = [...this.names.keys()].find((known) => known.startsWith(id));
    return this.of(whole ?? id).slice(0, 8);
  }

  /** What an operator would type for a stand-in, or a beginning of one. */
  real(name: string): string {
    const found = [...this.names].find(([, standIn]) => /^0{5}/.test(name) && standIn.startsWith(name));
    return found?.[0] ?? name;
  }

  /** A program's output, made the same for every run. */
  replaceIn(output: string): string {
    return output
      .replace(/(\d\d\d\d-\d\d-\d\d)T[\d:]+(\.\d{3})?Z/g, '2026-01-31T03:00:00.000Z')
      .replace(UUID, (id) => this.of(id))
      .replace(SHORT, (id) => (/^0{5}/.test(id) ? id : this.ofShort(id)))
      .replace(/\b\d+ (s|min)(?=$| ago| {2})/gm, '3 s')
      .replace(DIGEST, '$1.2c26b46b68ffc68f')
      .replace(/[^\s"]+@\S+ \((arn:aws:iam::\d+:root)\)/g, 'ada@operations ($1)')
      .replace(/[\w:.-]*…$/gm, '…')
      .replace(
        /^( +[✔✘] \S+ +?) {0,8}[\d.]+ m?s\b/gm,
        (line, head: string) => `${head}${' '.repeat(Math.max(0, line.length - head.length - 5))}12 ms`,
      )
      .replace(/, [\d.]+ m?s {2}(?=arn|\d{8})/g, ', 12 ms  ')
      .replace(/^(\d+|MS) +(?=Cognito|SQS|Step|Lambda|Aurora|Event|WHERE)/gm, (ms) =>
        ms.startsWith('M') ? 'MS  ' : '12  ',
      )
      .replace(/\bus-east-1_\w+/g, 'us-east-1_Example01')
      .replace(/:secret:[\w-]+/g, ':secret:RegistrationSecret')
      .replace(/definition {2}[0-9a-f]{12}/g, 'definition  4f2a90c1b7de')
      .replace(/"(created_at|updated_at)":"[^"]*"/g, '"$1":"2026-01-31 03:00:00"');
  }
}
