import type { CloudContext } from '../../kernel/cloud-context';

/** An e-mail or text message that Cognito would send. */
export interface Message {
  readonly at: string;
  readonly userPoolId: string;
  readonly username: string;
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject: string;
  /** The confirmation or reset code, or a temporary password. */
  readonly code: string;
}

const MOST = 1000;

/** Where messages to users end: nothing leaves the laptop. The newest thousand are kept. */
export class Mailbox {
  private readonly kept: Message[] = [];

  constructor(private readonly context: CloudContext) {}

  deliver(message: Omit<Message, 'at'>): void {
    this.kept.push({ at: new Date(this.context.clock.now()).toISOString(), ...message });
    if (this.kept.length > MOST) this.kept.shift();
    this.context.log(`cognito: ${message.subject} for ${message.to}: ${message.code}`);
  }

  /** Messages, oldest first; those to one address when one is given. */
  messages(to?: string): Message[] {
    return this.kept.filter((message) => to === undefined || message.to.toLowerCase() === to.toLowerCase());
  }
}
