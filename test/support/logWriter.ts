import { appendBalanceLog } from '../../src/node/files/balanceLog';

/** A window of its own that adds lines to a balance log. */
const [, , file = '', writer = '0', count = '0'] = process.argv;
for (let index = 0; index < Number(count); index += 1) {
  const fault = appendBalanceLog(file, [`writer=${writer} line=${index} ${'x'.repeat(200)}`, `writer=${writer} second=${index}`]);
  if (fault !== null) throw new Error(fault);
}
