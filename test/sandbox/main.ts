import { parseArgs } from 'node:util';
import { startSandbox } from './startSandbox';

void main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const sandbox = await startSandbox({ port: Number(values.port) });
  console.log(`Sandbox at ${sandbox.origin}\n`);
  for (const { provider, site, label, key } of sandbox.demo) {
    console.log([provider.padEnd(12), (site ?? '').padEnd(8), label.padEnd(20), key].join(' '));
  }
  console.log('\nAny fault by its name: a key such as sk-sandbox-<provider>-fault-status-500. Ctrl+C stops.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.stop());
}
