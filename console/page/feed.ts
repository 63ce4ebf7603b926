import type { Complaint } from '../feed/documents';

/** What the server refused, in words for a person. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly status: number,
    readonly complaint: Complaint,
  ) {
    super(`${complaint.where}: ${complaint.what}`);
  }
}

type Params = Readonly<Record<string, string | number | undefined>>;

/** Asks for a document. Rejects with a `RefusedError`. */
export function ask<Answer>(path: string, params: Params = {}): Promise<Answer> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && value !== '') query.set(name, String(value));
  return call('GET', `${path}?${query.toString()}`);
}

/** Asks for a change. Rejects with a `RefusedError`. */
export function change<Answer>(
  path: string,
  body: unknown,
  method: 'POST' | 'DELETE' = 'POST',
): Promise<Answer> {
  return call(method, path, JSON.stringify(body));
}

const token = () => document.querySelector<HTMLMetaElement>('meta[name=console-token]')?.content ?? '';

async function call<Answer>(method: string, path: string, body?: string): Promise<Answer> {
  const headers = {
    'x-console-token': token(),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const response = await fetch(`/console/api/${path}`, { method, headers, body }).catch(() => {
    throw new RefusedError(0, GONE);
  });
  const answer = (await response.json().catch(() => ({ error: GONE }))) as { error?: Complaint };
  if (!response.ok) throw new RefusedError(response.status, answer.error ?? GONE);
  return answer as Answer;
}

const GONE: Complaint = {
  where: 'the server of this page',
  what: 'does not answer',
  fix: 'Start it again: npm start, or npx registrar console.',
};
