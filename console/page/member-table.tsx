import type { Members } from '../feed/documents';
import { visible } from './format';
import { Link } from './router';

interface Props {
  readonly title: string;
  readonly rows?: readonly Members[];
  readonly members?: readonly string[];
  readonly link?: (row: Members) => string | undefined;
}

/** Documents in a table, a column for each member. */
export function MemberTable({ title, rows = [], members = Object.keys(rows[0] ?? {}), link }: Props) {
  return (
    <details open={title === 'Table users'}>
      <summary>
        {title} ({rows.length})
      </summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {members.map((member) => (
                <th key={member}>{member}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {members.map((member, column) => {
                  const text = visible(
                    typeof row[member] === 'string' ? row[member] : JSON.stringify(row[member] ?? null),
                  ).replaceAll('\\u000a', '\n');
                  const to = column === 0 ? link?.(row) : undefined;
                  return (
                    <td key={member} class="cell" dir="auto">
                      {to ? <Link to={to}>{text}</Link> : text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
