import { resourceMapping } from '../../cdk/resource-mapping';
import { synthesizeStack } from './synthesize-stack';

const { template } = synthesizeStack();
const isKept = ({ DeletionPolicy }: { DeletionPolicy?: string }) => DeletionPolicy === 'RetainExceptOnCreate';
const kept = Object.entries(template.Resources).filter(([, resource]) => isKept(resource));
const deleted = Object.entries(template.Resources).map(([id, resource]) => ({
  LogicalResourceId: id,
  PhysicalResourceId: `physical-${id}`,
  ResourceType: resource.Type,
  ResourceStatus: isKept(resource) ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE',
}));

describe('the way back after cdk destroy', () => {
  it('knows how to find each resource that stays, and no other', () => {
    expect(Object.keys(resourceMapping(deleted))).toEqual(kept.map(([id]) => id));
  });

  it('finds a client by its pool too', () => {
    const [pool, client] = ['UserPoolD2758A4E', 'UserPoolClient01ABC124'].map((id) => `UserDirectory${id}`);

    expect(resourceMapping(deleted)[String(client)]).toEqual({
      UserPoolId: `physical-${pool}`,
      ClientId: `physical-${client}`,
    });
  });

  it('says so when a type is new', () => {
    const bucket = {
      LogicalResourceId: 'Bucket',
      ResourceType: 'AWS::S3::Bucket',
      ResourceStatus: 'DELETE_SKIPPED',
    };

    expect(() => resourceMapping([bucket])).toThrow('Bucket: how is a AWS::S3::Bucket found?');
  });

  it('can be imported: what stays refers to nothing that goes', () => {
    const { Resources } = synthesizeStack({ context: { importing: 'true' } }).template;
    const ids = Object.keys(Resources);
    const missing = Object.entries(Resources)
      .filter(([, resource]) => isKept(resource))
      .flatMap(([id, { Properties, DependsOn = [] }]) =>
        [...DependsOn, ...ids.filter((other) => JSON.stringify(Properties).includes(`"${other}"`))].map(
          (other) => [id, other] as const,
        ),
      )
      .filter(([, other]) => !isKept(Resources[other] ?? {}));

    expect(missing).toEqual([]);
  });
});
