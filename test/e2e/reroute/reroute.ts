import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/startSandbox';
import { installHelper } from '../stage/installHelper';
import type { StageOptions } from '../stage/useStage';
import { routesVariable } from './hostReroute';

/** For a story whose keys go to a provider's own address. */
export function reroute({ origin }: Sandbox, from: readonly string[]): Required<Pick<StageOptions, 'env' | 'prepareExtensions'>> {
  return {
    env: { [routesVariable]: JSON.stringify(Object.fromEntries(from.map((one) => [one, origin]))) },
    prepareExtensions: (folder) => installHelper(folder, 'reroute', join(__dirname, 'hostReroute.js')),
  };
}
