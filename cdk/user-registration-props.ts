import type { ExistingResources } from './existing-resources';
import type { Settings } from './settings';

/** What an application may choose; everything has a default. */
export type UserRegistrationProps = Partial<Settings> & ExistingResources;
