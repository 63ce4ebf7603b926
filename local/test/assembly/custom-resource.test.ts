import type { Operation, ResourceType } from '../../src/kernel/service';
import type { CustomResources } from '../../src/assembly/custom-resource';
import { fakeService, startDeployment } from './start-deployment';

interface CustomResourceEvent {
  readonly RequestType: string;
  readonly ResponseURL: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Record<string, unknown>;
  readonly OldResourceProperties?: Record<string, unknown>;
}

/** The route of functions' answers. */
const answerRoute = ({ customResources }: { customResources: CustomResources }) =>
  customResources.routes.find(({ method }) => method === 'PUT')!;

const resource = {
  Type: 'Custom::Trigger',
  Properties: { ServiceToken: 'arn:f', Depth: 2, ServiceTimeout: 60 },
};

/** Deploys one custom resource whose function does this; `respond` is the PUT to its ResponseURL. */
function deployWith(run: (event: CustomResourceEvent, respond: (answer: object) => void) => object | void) {
  const events: CustomResourceEvent[] = [];
  const made: unknown[] = [];
  const invoke: Operation = ({ Payload }: { Payload: string }) => {
    const event = JSON.parse(Payload) as CustomResourceEvent;
    events.push(event);
    const Id = event.ResponseURL.split('/').pop() as string;
    const respond = (body: object) => {
      answerRoute(deployment).handle({ labels: { Id }, query: new URLSearchParams(), body });
    };
    return run(event, respond) ?? { StatusCode: 200, Payload: Buffer.from('null') };
  };
  const user: ResourceType = {
    properties: ['Value'],
    create: ({ properties }) => {
      made.push(properties.Value);
      return { ref: 'user' };
    },
  };
  const template = {
    Resources: {
      Trigger: resource,
      User: {
        Type: 'X::Y::User',
        Properties: { Value: [{ Ref: 'Trigger' }, { 'Fn::GetAtt': ['Trigger', 'Answer'] }] },
      },
    },
  };
  const services = [fakeService('lambda', {}, { Invoke: invoke }), fakeService('x', { 'X::Y::User': user })];
  const deployment = startDeployment(template, services, 1_000_000);
  return { ...deployment, events, made };
}

// CloudFormation user guide, "Custom resource request types" and "Custom resource response objects".
describe('a custom resource', () => {
  it('is made by its function, which answers at the ResponseURL', async () => {
    const { done, events, made, stack } = deployWith((_event, respond) =>
      respond({ Status: 'SUCCESS', PhysicalResourceId: 'p', Data: { Answer: '42' } }),
    );
    await done;
    expect(events).toEqual([
      {
        RequestType: 'Create',
        ServiceToken: 'arn:f',
        ResponseURL: expect.stringMatching(
          /^http:\/\/127\.0\.0\.1:1\/_local\/custom-resources\/[\da-f-]{36}$/,
        ) as string,
        StackId: 'arn:stack',
        RequestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
        LogicalResourceId: 'Trigger',
        ResourceType: 'Custom::Trigger',
        ResourceProperties: { ServiceToken: 'arn:f', Depth: '2', ServiceTimeout: '60' },
      },
    ]);
    expect(made).toEqual([['p', '42']]);
    expect(stack.resources.get('Trigger')?.physicalId).toBe('p');
  });

  it('may answer after its function has ended', async () => {
    const { done, made } = deployWith((_event, respond) => {
      setTimeout(respond, 1, { Status: 'SUCCESS', PhysicalResourceId: 'late', Data: { Answer: 'a' } });
    });
    await done;
    expect(made).toEqual([['late', 'a']]);
  });

  it('fails the deployment with the reason that its function gives', async () => {
    const { done } = deployWith((_event, respond) => respond({ Status: 'FAILED', Reason: 'no such table' }));
    await expect(done).rejects.toThrow('S: Trigger (Custom::Trigger) cannot be made: no such table');
  });

  it('fails the deployment when its function crashes', async () => {
    const crash = {
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: Buffer.from('{"errorMessage":"boom"}'),
    };
    const { done } = deployWith(() => crash);
    await expect(done).rejects.toThrow('cannot be made: {"errorMessage":"boom"}');
  });

  it('fails the deployment when no answer comes within its ServiceTimeout', async () => {
    const { done } = deployWith(() => {});
    await expect(done).rejects.toThrow('its function sent no answer to the ResponseURL within 60 s');
  });

  it('takes no answer that nobody waits for', async () => {
    const deployment = deployWith((_event, respond) => respond({ Status: 'SUCCESS', Data: { Answer: '' } }));
    await deployment.done;
    const late = { labels: { Id: 'unknown' }, query: new URLSearchParams(), body: { Status: 'SUCCESS' } };
    expect(() => answerRoute(deployment).handle(late)).toThrow(
      'No custom resource waits for the answer "unknown".',
    );
  });
});

describe('a custom resource that stands', () => {
  const template = {
    Resources: {
      First: { Type: 'Custom::Part', Properties: { ServiceToken: 'arn:f', Size: 1 } },
      Second: { Type: 'Custom::Part', Properties: { ServiceToken: 'arn:f', Of: { Ref: 'First' } } },
    },
  };

  /** Deploys both; from then on the function answers as the test says, and every event is kept. */
  async function standing(answer: (event: CustomResourceEvent) => object = () => ({})) {
    const events: CustomResourceEvent[] = [];
    const invoke: Operation = ({ Payload }: { Payload: string }) => {
      const event = JSON.parse(Payload) as CustomResourceEvent;
      const PhysicalResourceId = event.PhysicalResourceId ?? event.LogicalResourceId.toLowerCase();
      const body = {
        Status: 'SUCCESS',
        PhysicalResourceId,
        ...(event.RequestType === 'Create' ? {} : answer(event)),
      };
      events.push(event);
      const Id = event.ResponseURL.split('/').pop() as string;
      answerRoute(deployment).handle({ labels: { Id }, query: new URLSearchParams(), body });
      return { StatusCode: 200, Payload: Buffer.from('null') };
    };
    const deployment = startDeployment(template, [fakeService('lambda', {}, { Invoke: invoke })]);
    await deployment.done;
    events.length = 0;
    return { ...deployment, events };
  }

  it('is updated with the properties of now and of before', async () => {
    const { customResources, events } = await standing();

    expect(await customResources.update('First', { Size: 2 })).toEqual({ PhysicalResourceId: 'first' });
    expect(events).toMatchObject([
      {
        RequestType: 'Update',
        PhysicalResourceId: 'first',
        ResourceProperties: { ServiceToken: 'arn:f', Size: '2' },
        OldResourceProperties: { ServiceToken: 'arn:f', Size: '1' },
      },
    ]);
  });

  it('is asked for what was before when an update fails, and is then as it was', async () => {
    const { customResources, events } = await standing(({ ResourceProperties: { Size } }) =>
      Size === '2' ? { Status: 'FAILED', Reason: 'too large' } : {},
    );

    await expect(customResources.update('First', { Size: 2 })).rejects.toThrow('too large');
    await customResources.update('First', { Size: 3 });

    const sizes = events.map(({ OldResourceProperties: old, ResourceProperties: now }) => [
      old?.Size,
      now.Size,
    ]);
    expect(sizes).toEqual([
      ['1', '2'],
      ['2', '1'],
      ['1', '3'],
    ]);
  });

  it('tells both reasons when its roll-back fails too', async () => {
    const { customResources } = await standing(({ ResourceProperties: { Size } }) => ({
      Status: 'FAILED',
      Reason: `not ${String(Size)}`,
    }));

    await expect(customResources.update('First', { Size: 2 })).rejects.toMatchObject({
      code: 'UPDATE_ROLLBACK_FAILED',
      message: 'not 2; then the roll-back: not 1',
    });
  });

  it('is deleted under its old name when an update made another', async () => {
    const { customResources, events } = await standing(({ RequestType }) =>
      RequestType === 'Update' ? { PhysicalResourceId: 'another' } : {},
    );

    expect(await customResources.update('First', { Size: 2 })).toEqual({ PhysicalResourceId: 'another' });
    expect(events[1]).toMatchObject({
      RequestType: 'Delete',
      PhysicalResourceId: 'first',
      ResourceProperties: { Size: '1' },
    });
  });

  it('is deleted before what it needs, and stays when its function refuses', async () => {
    let refuses = true;
    const { customResources, events } = await standing(({ LogicalResourceId }) =>
      refuses && LogicalResourceId === 'First' ? { Status: 'FAILED', Reason: 'in use' } : {},
    );

    await expect(customResources.deleteAll()).rejects.toThrow('in use');
    refuses = false;

    expect(await customResources.deleteAll()).toEqual({ deleted: ['First'] });
    expect(events.map(({ RequestType, PhysicalResourceId }) => [RequestType, PhysicalResourceId])).toEqual([
      ['Delete', 'second'],
      ['Delete', 'first'],
      ['Delete', 'first'],
    ]);
  });

  it('is named when another is asked for, and must be told what changes', async () => {
    const { customResources } = await standing();
    const [, post] = customResources.routes;

    await expect(customResources.update('Third', {})).rejects.toThrow(
      'There is no custom resource "Third"; there is First, Second.',
    );
    expect(() =>
      post!.handle({ labels: { LogicalId: 'First' }, query: new URLSearchParams(), body: { Size: 2 } }),
    ).toThrow('takes {"properties": {…}}, those that change, given {"Size":2}.');
  });
});
