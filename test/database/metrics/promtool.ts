import { spawnSync } from 'node:child_process';
import { debianProgram } from './debianProgram';

/** What Prometheus' own tool says of an input: nothing, where all is as it should be. */
export function promtool(args: readonly string[], input = ''): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(debianProgram('promtool', 'prometheus'), args, { input, encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
}
