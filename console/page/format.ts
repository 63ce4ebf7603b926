/** Milliseconds as a person reads them: `12 ms`, `3.1 s`, `4 min 5 s`, `2 h 3 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60_000) / 1000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

/** `14:03:22.417`, with the day where it is another one. */
export function clock(at: number): string {
  const date = new Date(at);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
  return date.toDateString() === new Date().toDateString() ? time : `${day(date)} ${time}`;
}

/** `14:03:22`, for a list. */
export function shortClock(at: number): string {
  return clock(at).slice(0, -4);
}

function day(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A text in which every character can be seen: those that turn or hide writing stand as their code. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** An ISO 8601 time as people write it: `2026-01-31 14:03:22`. */
export function isoClock(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}

/** The end of an execution's ARN, by which the page names it. */
export function executionIdOf(arn: string): string {
  return arn.split(':').slice(-2).join(':');
}

/** The beginning of an id. */
export function brief(id: string): string {
  return id.length > 13 ? `${id.slice(0, 8)}…` : id;
}

/** A value as a field shows it: nothing is empty, a text stands as it is, anything else as JSON. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
