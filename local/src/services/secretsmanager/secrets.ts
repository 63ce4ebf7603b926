import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { StoredSecret } from './secret';

const SECRET_ID = /^[A-Za-z0-9/_+=.@!:-]+$/;

export function invalidName(): AwsError {
  return new AwsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

/** The secrets of this cloud, found by name, ARN, or ARN without its random ending. */
export class Secrets {
  private readonly byName: StoredMap<StoredSecret>;

  constructor(readonly context: CloudContext) {
    this.byName = context.store.map<StoredSecret>('secretsmanager-secrets');
  }

  now(): number {
    return this.context.clock.now();
  }

  save(secret: StoredSecret): StoredSecret {
    this.byName.set(secret.name, secret);
    return secret;
  }

  remove(secret: StoredSecret): void {
    this.byName.delete(secret.name);
  }

  named(name: string): StoredSecret | undefined {
    return this.byName.get(name);
  }

  /** Rejects as AWS does: ResourceNotFoundException. */
  find(id: unknown): StoredSecret {
    const secret = this.search(id);
    if (secret) return secret;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.", 400);
  }

  /** The secret of a name or ARN, if there is one; rejects what can be neither. */
  search(id: unknown): StoredSecret | undefined {
    if (typeof id !== 'string' || !id)
      throw new AwsError('ValidationException', 'You must provide a SecretId.', 400);
    if (!SECRET_ID.test(id)) throw invalidName();
    const byArn = () => [...this.byName.values()].find(({ arn }) => arn === id || arn.slice(0, -7) === id);
    return this.named(id) ?? byArn();
  }
}
