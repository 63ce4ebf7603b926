import { EnvironmentPool } from '../../../src/services/lambda/environment-pool';

/** A pool of two at most; environments are numbered as they start. */
function pool() {
  const started: { id: number; alive: boolean; dispose(): void }[] = [];
  const start = () => {
    const environment = {
      id: started.length,
      alive: true,
      dispose() {
        environment.alive = false;
      },
    };
    started.push(environment);
    return environment;
  };
  return { started, environments: new EnvironmentPool(start, 2) };
}

describe('a pool of execution environments', () => {
  it('gives the one used last first', async () => {
    const { environments } = pool();
    const [first, second] = [await environments.acquire(), await environments.acquire()];
    environments.release(first);
    environments.release(second);
    expect(await environments.acquire()).toBe(second);
    environments.dispose();
  });

  it('lets further invocations wait, in their order', async () => {
    const { started, environments } = pool();
    const [first, second] = [await environments.acquire(), await environments.acquire()];
    const third = environments.acquire();
    const fourth = environments.acquire();
    environments.release(second);
    environments.release(first);
    expect([(await third).id, (await fourth).id]).toEqual([1, 0]);
    expect(started).toHaveLength(2);
    environments.dispose();
  });

  it('starts another in place of one that ended', async () => {
    const { environments } = pool();
    const [first] = [await environments.acquire(), await environments.acquire()];
    const waiting = environments.acquire();
    first.dispose();
    environments.release(first);
    expect((await waiting).id).toBe(2);
    environments.dispose();
  });

  it('does not give one that ended while it was idle', async () => {
    const { environments } = pool();
    const first = await environments.acquire();
    environments.release(first);
    first.dispose();
    expect((await environments.acquire()).id).toBe(1);
    environments.dispose();
  });

  it('ends them all when it is disposed of', async () => {
    const { started, environments } = pool();
    environments.release(await environments.acquire());
    await environments.acquire();
    environments.dispose();
    expect(started.map(({ alive }) => alive)).toEqual(started.map(() => false));
  });
});
