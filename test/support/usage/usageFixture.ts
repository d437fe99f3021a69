import { join } from 'node:path';
import { repositoryRoot } from '../fixture';

/** A folder of logs as a tool writes them. */
export function usageFixture(...path: readonly string[]): string {
  return join(repositoryRoot, 'test', 'fixtures', 'usage', ...path);
}
