import { networkInterfaces } from 'node:os';
import { isLoopback, type Origin } from '../../core/model/origin';

/** False where the machine has no address but its own, so that nothing else can be reached. */
export function canReach(origin: Origin): boolean {
  if (URL.canParse(origin) && isLoopback(new URL(origin).hostname)) return true;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
}
