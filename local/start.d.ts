export { startLocalCloud, type LocalCloud } from './src/local-cloud';
export { synthesize } from './src/assembly/synthesize';
