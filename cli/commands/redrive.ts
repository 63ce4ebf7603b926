import type { Session } from '../session';

export async function redrive(_session: Session, _options: object, _id: string): Promise<void> {}
