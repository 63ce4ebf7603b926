import type { Operation } from '../../kernel/service';
import type { CognitoDependencies } from './cognito-dependencies';
import type { PoolConfiguration } from './user-pool';

type MfaInput = PoolConfiguration & { readonly UserPoolId: string };

/** GetUserPoolMfaConfig and SetUserPoolMfaConfig, which replaces all of it. No user has a second factor here. */
export function poolMfa({ pools }: CognitoDependencies): Record<string, Operation> {
  return {
    GetUserPoolMfaConfig: ({ UserPoolId }: MfaInput) => {
      const { secondFactors, configuration } = pools.pool(UserPoolId);
      return { ...secondFactors, MfaConfiguration: configuration.MfaConfiguration };
    },
    SetUserPoolMfaConfig: ({ UserPoolId, MfaConfiguration = 'OFF', ...secondFactors }: MfaInput) => {
      const pool = pools.pool(UserPoolId);
      const configuration = { ...pool.configuration, MfaConfiguration };
      pools.pools.set(pool.id, { ...pool, configuration, secondFactors });
      return { ...secondFactors, MfaConfiguration };
    },
    // Users are made one by one here.
    ListUserImportJobs: ({ UserPoolId }: MfaInput) => {
      pools.pool(UserPoolId);
      return { UserImportJobs: [] };
    },
  };
}
