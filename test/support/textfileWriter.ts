import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTextfile } from '../../src/node/metrics/textfile';

/** A program of its own that writes metrics: a short text, then one for which there is no room. It prints what came of both. */
const [, , folder = ''] = process.argv;
const file = join(folder, 'api_balance.prom');
const first = writeTextfile(file, 'a 1\n');
try {
  writeFileSync(join(folder, 'filling'), Buffer.alloc(1024 * 1024));
} catch {
  // The disk is full now.
}
console.log(`${first} ${writeTextfile(file, 'a 2\n'.repeat(100_000))}`);
