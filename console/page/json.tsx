import { diffLines } from 'diff';
import { useState } from 'preact/hooks';
import { visible } from './format';

/** A document as text, its hidden characters shown. */
export function toText(value: unknown): string {
  return value === undefined
    ? ''
    : JSON.stringify(opened(value), undefined, 2).split('\n').map(visible).join('\n');
}

/** A text that is a JSON document, such as a message's body, is shown as one. */
function opened(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return opened(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, opened(inner)]));
}

interface JsonProps {
  readonly value: unknown;
  readonly label: string;
  /** Texts are code, whose line breaks are lines. */
  readonly isCode?: boolean;
}

export function Json({ value, label, isCode }: JsonProps) {
  const [copied, setCopied] = useState(false);
  const whole = toText(value);
  const text = isCode
    ? whole.replace(
        /^( *)(.*)$/gm,
        (_, indent: string, line: string) => indent + line.replaceAll('\\n', `\n${indent}  `),
      )
    : whole;
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <div class="json">
      <button type="button" class="quiet copy" onClick={copy}>
        {copied ? 'copied' : 'copy'}
      </button>
      <pre tabIndex={0} aria-label={label}>
        {text.split(/("(?:[^"\\]|\\.)*"(?=:))/).map((part, at) => (at % 2 ? <b key={at}>{part}</b> : part))}
      </pre>
    </div>
  );
}

/** What changed between two documents, line by line; what stayed is folded. */
export function Difference({ before, after, label }: { before: unknown; after: unknown; label: string }) {
  const [whole, setWhole] = useState(false);
  const parts = diffLines(`${toText(before)}\n`, `${toText(after)}\n`);
  if (parts.every(({ added, removed }) => !added && !removed))
    return <p class="dim">Nothing is different.</p>;
  return (
    <div class="json">
      <button type="button" class="quiet copy" onClick={() => setWhole(!whole)}>
        {whole ? 'only what changed' : 'all of it'}
      </button>
      <pre tabIndex={0} aria-label={label}>
        {parts.flatMap(({ value, added, removed }, part) => {
          const lines = value.replace(/\n$/, '').split('\n');
          const shown =
            whole || added || removed || lines.length < 5
              ? lines
              : [lines[0] ?? '', `  … ${lines.length - 2} lines`, lines.at(-1) ?? ''];
          const [sign, look] = added ? ['+', 'added'] : removed ? ['-', 'removed'] : [' ', 'same'];
          return shown.map((line, at) => (
            <span key={`${part} ${at}`} class={look}>{`${sign} ${line}\n`}</span>
          ));
        })}
      </pre>
    </div>
  );
}
