import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { english } from '../../../src/core/text/translate';
import { stateReasonText } from '../../../src/core/views/stateReasonText';
import { judgeReading } from '../../../src/core/model/accountState';
import { defaultThresholds } from '../../../src/core/model/headline';
import type { Cap, Reading } from '../../../src/core/model/reading';
import type { ProviderError } from '../../../src/core/model/providerError';
import { unit } from '../../../src/core/money/money';
import { balanceLogLines } from '../../../src/core/notify/balanceLogLines';
import { accountOf, cap, exact, held, readingOf, start } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { host } from '../../support/watch';
import { built } from '../../support/built';

const linesOf = (reading: Reading): readonly string[] => balanceLogLines(accountOf(), { ok: true, reading }, start);
const fault: ProviderError = { kind: 'serverError', host, status: 500 };

describe('a balance log leaves out nothing that the state stands on', () => {
  it('the cap beside a balance, which makes it low', () => {
    const reading = readingOf([held('USD', '100')], { caps: [cap('3')] });
    const { state, reason } = judgeReading(reading, defaultThresholds);
    assert.deepEqual(
      [state, reason && stateReasonText(reason, { now: start, locale: 'en', t: english })],
      ['low', '$3.00 left of the key cap is at or under $5.00'],
    );
    assert.match(linesOf(reading).join('\n'), /cap_remaining=3\.00/);
  });
  it('what was spent, beside a balance', () => {
    assert.match(
      linesOf(readingOf([held('USD', '100')], { spend: [{ unit: unit('USD'), window: 'month', amount: exact('7') }] })).join('\n'),
      /spent_month=7\.00/,
    );
  });
  it('why one of two balances is not there', () =>
    assert.match(linesOf(readingOf([held('USD', '100'), held('CNY', null)], { problems: [fault] })).join('\n'), /error=serverError/));
  it('which window each of several caps has', () => {
    const caps: readonly Cap[] = [cap('16'), { ...cap('9'), resets: 'daily' }];
    const words = linesOf(readingOf([], { caps })).map((line) => line.replace(/\d+\.\d\d/g, ''));
    assert.equal(new Set(words).size, 2, words.join('\n'));
  });
});

describe('a balance log that cannot be written', () => {
  afterEach(removeHistoryFolders);
  it('for want of room holds no half of a line that is called whole', () => {
    const file = join(historyFolder(), 'balances.log');
    writeFileSync(file, `${'x'.repeat(1000)}\n`);
    const append = built('src', 'node', 'files', 'balanceLog.js');
    const call = `appendBalanceLog(${JSON.stringify(file)}, ['${'y'.repeat(200)}'])`;
    const script = `process.on('SIGXFSZ', () => {}); process.stdout.write(String(require(${JSON.stringify(append)}).${call}))`;
    // One block of 1024 bytes: 23 of the line's 201 have room.
    // Nothing else may be written: the count of what ran, which Node hands on to its children by itself, has no room either.
    const limited = 'unset NODE_V8_COVERAGE; ulimit -f 1; exec "$0" -e "$1"';
    const said = execFileSync('bash', ['-c', limited, process.execPath, script], { encoding: 'utf8' });
    const [, rest = ''] = readFileSync(file, 'utf8').split('\n');
    assert.ok(said === 'notWritable' || rest === 'y'.repeat(200) || rest === '', `${said}, with ${rest.length} of 200 characters`);
  });
});
