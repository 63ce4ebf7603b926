import { createHash } from 'node:crypto';
import type { Created, Resource } from '../kernel/service';

/** A resource type that the local cloud accepts and that does nothing here. */
export interface InertResource {
  readonly reason: string;
  readonly create: (resource: Resource, place: { region: string; accountId: string }) => Created;
}

type Place = { readonly region: string; readonly accountId: string };

const NO_ACCESS_CONTROL = 'who may do what is not enforced on the laptop';
const NO_ENCRYPTION = 'nothing is encrypted on the laptop';
const NO_NETWORK = 'everything runs on 127.0.0.1';
const NO_METRICS = 'there are no metrics on the laptop';

/** Every inert type with the reason; a type that is neither here nor made by a service stops the start. */
export const INERT_RESOURCES: Readonly<Record<string, InertResource>> = {
  'AWS::CDK::Metadata': named('it only counts constructs'),
  'AWS::IAM::Role': {
    reason: NO_ACCESS_CONTROL,
    create: (resource, { accountId }) => {
      const name = nameOf(resource, 'RoleName', 64);
      const Arn = `arn:aws:iam::${accountId}:role/${name}`;
      return { ref: name, attributes: { Arn, RoleId: identifier('AROA', resource, 17).toUpperCase() } };
    },
  },
  'AWS::IAM::Policy': named(NO_ACCESS_CONTROL),
  'AWS::IAM::ManagedPolicy': {
    reason: NO_ACCESS_CONTROL,
    create: (resource, { accountId }) => {
      const arn = `arn:aws:iam::${accountId}:policy/${nameOf(resource, 'ManagedPolicyName', 128)}`;
      return { ref: arn, attributes: { PolicyArn: arn } };
    },
  },
  'AWS::KMS::Key': {
    reason: NO_ENCRYPTION,
    create: (resource, { region, accountId }) => {
      const KeyId = uuid(resource);
      return { ref: KeyId, attributes: { KeyId, Arn: `arn:aws:kms:${region}:${accountId}:key/${KeyId}` } };
    },
  },
  'AWS::KMS::Alias': {
    reason: NO_ENCRYPTION,
    create: ({ properties, physicalName }) => ({
      ref: typeof properties.AliasName === 'string' ? properties.AliasName : physicalName,
    }),
  },
  'AWS::EC2::VPC': network('vpc', (id, { properties: { CidrBlock } }) => ({
    VpcId: id,
    ...(typeof CidrBlock === 'string' && { CidrBlock }),
    DefaultSecurityGroup: id.replace('vpc', 'sg'),
  })),
  'AWS::EC2::Subnet': network('subnet', (id, { properties: { AvailabilityZone, VpcId } }) => ({
    SubnetId: id,
    ...(typeof AvailabilityZone === 'string' && { AvailabilityZone }),
    ...(typeof VpcId === 'string' && { VpcId }),
  })),
  'AWS::EC2::RouteTable': network('rtb', (id) => ({ RouteTableId: id })),
  'AWS::EC2::SubnetRouteTableAssociation': network('rtbassoc', (id) => ({ Id: id })),
  'AWS::EC2::SecurityGroup': network('sg', (id, { properties: { VpcId } }) => ({
    GroupId: id,
    ...(typeof VpcId === 'string' && { VpcId }),
  })),
  'AWS::EC2::SecurityGroupIngress': network('sgr', (id) => ({ Id: id })),
  'AWS::EC2::SecurityGroupEgress': network('sgr', (id) => ({ Id: id })),
  'AWS::CloudWatch::Alarm': monitoring('alarm', 'AlarmName'),
  'AWS::CloudWatch::CompositeAlarm': monitoring('alarm', 'AlarmName'),
  'AWS::CloudWatch::Dashboard': named(NO_METRICS),
  'AWS::XRay::SamplingRule': named('there is no X-Ray on the laptop'),
};

function named(reason: string): InertResource {
  return { reason, create: ({ physicalName }) => ({ ref: physicalName, attributes: { Id: physicalName } }) };
}

function network(
  prefix: string,
  attributes: (id: string, resource: Resource) => Readonly<Record<string, string>>,
): InertResource {
  const create = (resource: Resource) => {
    const id = identifier(`${prefix}-`, resource, 17);
    return { ref: id, attributes: attributes(id, resource) };
  };
  return { reason: NO_NETWORK, create };
}

function monitoring(kind: string, nameProperty: string): InertResource {
  const create = (resource: Resource, { region, accountId }: Place) => {
    const name = nameOf(resource, nameProperty, 255);
    return { ref: name, attributes: { Arn: `arn:aws:cloudwatch:${region}:${accountId}:${kind}:${name}` } };
  };
  return { reason: NO_METRICS, create };
}

function nameOf({ properties, physicalName }: Resource, property: string, longest: number): string {
  const given = properties[property];
  return typeof given === 'string' ? given : physicalName.slice(0, longest);
}

/** The same at every start, so that what the store keeps still fits. */
function identifier(prefix: string, { physicalName }: Resource, digits: number): string {
  return prefix + createHash('sha256').update(physicalName).digest('hex').slice(0, digits);
}

function uuid(resource: Resource): string {
  const digits = identifier('', resource, 32);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}
