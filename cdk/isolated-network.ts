import { IpAddresses, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface IsolatedNetworkProps {
  /** Where its two subnets lie. @default the first two zones of the region */
  readonly zones?: string[];
}

/** A network that leads nowhere: Aurora must stand in one, and is reached by its Data API instead. */
export class IsolatedNetwork extends Construct {
  readonly vpc: Vpc;
  readonly subnets = { subnetType: SubnetType.PRIVATE_ISOLATED };
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { zones }: IsolatedNetworkProps) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/24'),
      ...(zones ? { availabilityZones: zones } : { maxAzs: 2 }),
      natGateways: 0,
      createInternetGateway: false,
      // To empty it takes a function with rights on EC2; nothing is in that group, and it leads nowhere.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [{ name: 'Database', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 26 }],
    });
    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc: this.vpc,
      description: 'Nothing in, nothing out',
      allowAllOutbound: false,
    });
  }
}
