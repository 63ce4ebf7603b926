import type { Connection, Submittable } from 'pg';
import type { ResultColumn, ResultSet, Statement } from './database';

/** The part of pg's connection that speaks the extended query protocol. */
interface Wire {
  parse(message: { text: string; types: readonly number[] }): void;
  bind(message: { values: readonly (string | null)[] }): void;
  describe(message: { type: 'P' }): void;
  execute(message: object): void;
  sync(): void;
  sendCopyFail(message: string): void;
}

/** One statement over pg with the parameters' types as we say, and every value of the result as PostgreSQL's own text. */
export class WireQuery implements Submittable {
  private readonly result: { fields?: readonly ResultColumn[]; rows: (string | null)[][]; command: string } =
    {
      rows: [],
      command: '',
    };

  constructor(
    private readonly statement: Statement,
    private readonly resolve: (result: ResultSet) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    const wire = connection as unknown as Wire;
    wire.parse({ text: this.statement.text, types: this.statement.types });
    wire.bind({ values: this.statement.values });
    wire.describe({ type: 'P' });
    wire.execute({});
    wire.sync();
  }

  handleRowDescription(message: { fields: readonly ResultColumn[] }): void {
    this.result.fields = message.fields;
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.result.rows.push(message.fields);
  }

  handleCommandComplete(message: { text: string }): void {
    this.result.command = message.text;
  }

  /** pg calls nothing more after it. */
  handleError(error: Error): void {
    this.reject(error);
  }

  handleCopyInResponse(connection: Wire): void {
    connection.sendCopyFail('COPY FROM STDIN is not supported');
  }

  handleCopyData(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}

  handleReadyForQuery(): void {
    this.resolve(this.result);
  }
}
