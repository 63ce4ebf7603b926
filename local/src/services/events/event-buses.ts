import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { alreadyExists, invalid, missing, notFound } from './events-error';

export interface EventBus {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly createdAt: number;
}

interface Named {
  readonly Name?: string;
}

/** The buses of the account; `default` is always there. */
export class EventBuses {
  private readonly buses: StoredMap<EventBus>;

  constructor(private readonly context: CloudContext) {
    this.buses = context.store.map('events-buses');
    if (!this.buses.has('default')) this.add('default');
  }

  create({ Name = '', Description, ...more }: Named & { readonly Description?: string }) {
    if ('EventSourceName' in more) throw unsupported("a partner's event source (EventSourceName)");
    if (Name === '') throw invalid(missing('name'));
    if (Name.includes('/')) throw invalid("Event bus name must not contain '/'.");
    if (this.buses.has(Name)) throw alreadyExists(`Event bus ${Name}`);
    return { EventBusArn: this.add(Name, Description).arn, Description };
  }

  /** One that is not there is no error (observed). */
  delete({ Name = '' }: Named): void {
    if (Name === 'default') throw invalid('Cannot delete event bus default.');
    const bus = this.find(Name);
    if (bus) this.buses.delete(bus.name);
  }

  describe({ Name = 'default' }: Named) {
    return present(this.get(Name));
  }

  /** The bus of a name or ARN. Throws when there is none. */
  get(nameOrArn = 'default'): EventBus {
    const bus = this.find(nameOrArn);
    if (!bus) throw notFound(`Event bus ${busName(nameOrArn)} does not exist.`);
    return bus;
  }

  find(nameOrArn: string): EventBus | undefined {
    return this.buses.get(busName(nameOrArn));
  }

  private add(name: string, description?: string): EventBus {
    const { region, accountId, clock } = this.context;
    const arn = `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
    const bus = { name, arn, description, createdAt: clock.now() };
    this.buses.set(name, bus);
    return bus;
  }
}

/** The name in an ARN, or the name itself. */
export function busName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.indexOf('event-bus/') < 0 ? 0 : nameOrArn.indexOf('event-bus/') + 10);
}

function present({ name, arn, description, createdAt }: EventBus) {
  const created = new Date(createdAt);
  return { Name: name, Arn: arn, Description: description, CreationTime: created, LastModifiedTime: created };
}
