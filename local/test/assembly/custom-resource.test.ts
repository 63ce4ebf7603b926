import type { Operation, ResourceType } from '../../src/kernel/service';
import { fakeService, startDeployment } from './start-deployment';

interface CustomResourceEvent {
  readonly ResponseURL: string;
  readonly RequestId: string;
}

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
      deployment.customResources.route.handle({ labels: { Id }, query: new URLSearchParams(), body });
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
        ResourceProperties: resource.Properties,
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
    const { done, customResources } = deployWith((_event, respond) =>
      respond({ Status: 'SUCCESS', Data: { Answer: '' } }),
    );
    await done;
    const late = { labels: { Id: 'unknown' }, query: new URLSearchParams(), body: { Status: 'SUCCESS' } };
    expect(() => customResources.route.handle(late)).toThrow(
      'No custom resource waits for the answer "unknown".',
    );
  });
});
