import type { Session } from '../session';

export async function executions(_session: Session, _options: object, _id: string): Promise<void> {}
