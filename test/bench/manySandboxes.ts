import { startSandbox } from '../sandbox/startSandbox';
import { readWires } from '../sandbox/readWires';

/** A process of its own, so that answering costs the measured one nothing: a sandbox for each provider, and their origins as one line. */
async function main(delayMs: number): Promise<void> {
  const origins: Record<string, string> = {};
  for (const [id, { matrix }] of readWires()) {
    const sandbox = await startSandbox();
    for (const key of keysOf(id)) sandbox.account(id, key).set(matrix.money);
    sandbox.setFault('*', `delay-${delayMs}`);
    origins[id] = sandbox.origin;
  }
  process.send?.(origins);
}

export function keysOf(provider: string): readonly string[] {
  return [`sandbox-bench-${provider}-1`, `sandbox-bench-${provider}-2`];
}

if (require.main === module) {
  main(Number(process.argv[2])).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
