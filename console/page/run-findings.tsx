import type { ReconcileDocument } from '../feed/documents';
import { Outcome } from './outcome';
import { Link } from './router';

const FINE: ReadonlySet<string> = new Set(['in sync', 'not registrable', 'unlinked']);

/** How many users stand in which relation to the table, and the first of those who differ. */
export function RunFindings({ of }: { of: NonNullable<ReconcileDocument['latest']> }) {
  const { relations, differing } = of;
  return (
    <section class="cardbox" aria-label="What the last run found">
      <h2>What the last run found</h2>
      <ul class="relations">
        {relations.map(({ relation, count, means }) => (
          <li key={relation} class={toneOf(relation, count)}>
            <strong class="big">{count.toLocaleString('en')}</strong> {relation}
            <br />
            <small class="dim">{means}</small>
          </li>
        ))}
      </ul>
      {differing.length > 0 && (
        <div class="scroll">
          <table aria-label="Who differs">
            <thead>
              <tr>
                <th>User</th>
                <th>Relation</th>
                <th>Mended</th>
              </tr>
            </thead>
            <tbody>
              {differing.map(({ cognito_id, relation, outcome }) => (
                <tr key={cognito_id}>
                  <td class="mono">
                    <Link to={`/user?q=${encodeURIComponent(cognito_id)}`}>{cognito_id}</Link>
                  </td>
                  <td>{relation}</td>
                  <td>{outcome ? <Outcome of={outcome} /> : <span class="dim">not yet</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function toneOf(relation: string, count: number): string {
  if (count === 0 || FINE.has(relation)) return 'stop';
  return relation === 'conflict' ? 'stop bad' : 'stop warn';
}
