import type { Session } from '../session';

export async function signUp(_session: Session, _options: object, _id: string): Promise<void> {}
