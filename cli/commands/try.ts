import type { Session } from '../session';

export async function tryStep(_session: Session, _options: object, _id: string): Promise<void> {}
