import type { Session } from '../session';

export async function deadLetters(_session: Session, _options: object, _id: string): Promise<void> {}
