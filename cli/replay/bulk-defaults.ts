/** What `replay --all` does unless it is told otherwise. */
export const bulkDefaults = { disposition: 'parked', concurrency: '5', rate: '20' } as const;
