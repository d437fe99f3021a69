import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../../../src/core/model/reading';
import type { Outcome } from '../../../src/core/model/outcome';
import type { ProviderError } from '../../../src/core/model/providerError';
import { balanceLogLines } from '../../../src/core/notify/balanceLogLines';
import { appendBalanceLog } from '../../../src/node/files/balanceLog';
import { accountOf, cap, exact, held, readingOf } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { host, unpaid } from '../../support/watch';
import { built } from '../../support/built';
import { idOf } from '../../support/ids';

const at = Date.parse('2026-01-29T09:00:00.123Z');
const account = accountOf({ id: idOf('deepseek-work'), lowBalance: { CNY: exact('5') } });
const good = (reading: Reading): Outcome => ({
  ok: true,
  reading: { ...reading, balances: reading.balances.map((balance) => ({ ...balance, at })) },
});
const bad = (error: ProviderError): Outcome => ({ ok: false, error });

describe('the lines of a balance log', () => {
  const rows: readonly { readonly what: string; readonly outcome: Outcome; readonly lines: readonly string[] }[] = [
    {
      what: 'a balance with its parts',
      outcome: good(readingOf([held('CNY', '12.34', { paid: '8.89', granted: '3.45' })])),
      lines: ['2026-01-29T09:00:00Z deepseek-work CNY available=12.34 granted=3.45 paid=8.89 state=ok'],
    },
    {
      what: 'two balances',
      outcome: good(readingOf([held('CNY', '0'), held('USD', '4.000001')])),
      lines: [
        '2026-01-29T09:00:00Z deepseek-work CNY available=0.00 state=low',
        '2026-01-29T09:00:00Z deepseek-work USD available=4.000001 state=low',
      ],
    },
    {
      what: 'a debt',
      outcome: good(readingOf([held('CNY', '-31.15', { owed: '31.15' })])),
      lines: ['2026-01-29T09:00:00Z deepseek-work CNY available=-31.15 owed=31.15 state=exhausted'],
    },
    // incident 38
    {
      what: 'an amount that is not known is no zero',
      outcome: good(readingOf([held('CNY', null), held('USD', '20')])),
      lines: [
        '2026-01-29T09:00:00Z deepseek-work CNY available=unknown state=ok',
        '2026-01-29T09:00:00Z deepseek-work USD available=20.00 state=ok',
      ],
    },
    // incident 43
    {
      what: 'calls refused',
      outcome: good(readingOf([held('CNY', '47.44')], { callsRefused: true })),
      lines: ['2026-01-29T09:00:00Z deepseek-work CNY available=47.44 state=unavailable'],
    },
    {
      what: 'a cap and no balance',
      outcome: good(readingOf([], { caps: [cap('16')] })),
      lines: ['2026-01-29T09:00:00Z deepseek-work USD cap_remaining=16.00 cap_limit=20.00 cap_resets=monthly state=ok'],
    },
    {
      what: 'spend and no balance',
      outcome: good(
        readingOf([], {
          spend: [
            { unit: cap(null).unit, window: 'day', amount: null },
            { unit: cap(null).unit, window: 'month', amount: exact('3.5'), atLeast: true },
          ],
        }),
      ),
      lines: ['2026-01-29T09:00:00Z deepseek-work USD spent_day=unknown spent_month_at_least=3.50 state=ok'],
    },
    {
      what: 'an amount that was true long ago',
      outcome: { ok: true, reading: readingOf([held('CNY', '47')]) },
      lines: ['2026-01-29T09:00:00Z deepseek-work CNY available=47.00 at=2023-11-14T22:13:20Z state=unknown'],
    },
    {
      what: 'a cap and a balance that could not be had',
      outcome: good(readingOf([], { caps: [cap('16')], problems: [{ kind: 'serverError', host, status: 500 }] })),
      lines: [
        '2026-01-29T09:00:00Z deepseek-work USD cap_remaining=16.00 cap_limit=20.00 cap_resets=monthly error=serverError state=failed',
      ],
    },
    {
      what: 'a failure',
      outcome: bad({ kind: 'unauthorized', host, status: 401 }),
      lines: ['2026-01-29T09:00:00Z deepseek-work - error=unauthorized state=failed'],
    },
    {
      what: 'a refusal for lack of money',
      outcome: bad(unpaid),
      lines: ['2026-01-29T09:00:00Z deepseek-work - error=forbidden state=exhausted'],
    },
    {
      what: 'an answer without a number',
      outcome: bad({ kind: 'notReported', host }),
      lines: ['2026-01-29T09:00:00Z deepseek-work - error=notReported state=unknown'],
    },
  ];
  for (const { what, outcome, lines } of rows) it(what, () => assert.deepEqual(balanceLogLines(account, outcome, at), lines));
});

describe('a balance log on the disk', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = historyFolder();
    file = join(folder, 'balance.log');
  });
  afterEach(removeHistoryFolders);
  const text = (name = 'balance.log'): string => readFileSync(join(folder, name), 'utf8');

  it('is made with its first line, for its person alone, and grows', () => {
    assert.equal(appendBalanceLog(file, ['first']), null);
    assert.equal(appendBalanceLog(file, ['second', 'third']), null);
    assert.equal(text(), 'first\nsecond\nthird\n');
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
  });
  it('is set aside before a line that would go over the limit', () => {
    for (const line of ['aaaa', 'bbbb']) assert.equal(appendBalanceLog(file, [line], 10), null);
    assert.deepEqual(readdirSync(folder), ['balance.log'], 'at the limit it is full, not over it');
    assert.equal(appendBalanceLog(file, ['c'], 10), null);
    assert.deepEqual([text(), text('balance.log.1')], ['c\n', 'aaaa\nbbbb\n']);
    for (const line of ['dddd', 'eeee']) appendBalanceLog(file, [line], 10);
    assert.deepEqual([text(), text('balance.log.1')], ['eeee\n', 'c\ndddd\n'], 'one older file is kept');
  });
  it('counts bytes, not characters', () => {
    appendBalanceLog(file, ['¥¥¥'], 10);
    appendBalanceLog(file, ['¥'], 9);
    assert.deepEqual([text(), text('balance.log.1')], ['¥\n', '¥¥¥\n']);
  });
  it('takes a line that is over the limit by itself', () => {
    for (const line of ['longer than ten', 'as long as that']) assert.equal(appendBalanceLog(file, [line], 10), null);
    assert.deepEqual([text(), text('balance.log.1')], ['as long as that\n', 'longer than ten\n']);
  });
  it('is set aside at 5 MB', () => {
    writeFileSync(file, `${'x'.repeat(5 * 1024 * 1024 - 6)}\n`);
    appendBalanceLog(file, ['last']);
    assert.deepEqual(readdirSync(folder), ['balance.log']);
    appendBalanceLog(file, ['next']);
    assert.deepEqual([text(), text('balance.log.1').slice(-7)], ['next\n', 'x\nlast\n']);
  });

  const faults: readonly (readonly [string, () => string, ReturnType<typeof appendBalanceLog>])[] = [
    ['a folder', () => folder, 'notAFile'],
    [
      'a file in the place of a folder',
      () => {
        writeFileSync(file, '');
        return join(file, 'balance.log');
      },
      'notWritable',
    ],
    ['a relative path', () => 'balance.log', 'notAbsolute'],
    ['a path from the home folder', () => '~/balance.log', 'notAbsolute'],
    [
      'a symbolic link into a folder that is not there',
      () => {
        symlinkSync(join(folder, 'none', 'balance.log'), file);
        return file;
      },
      'notWritable',
    ],
    [
      'a symbolic link to itself',
      () => {
        symlinkSync(file, file);
        return file;
      },
      'notWritable',
    ],
    [
      'a symbolic link to a folder',
      () => {
        symlinkSync(folder, file);
        return file;
      },
      'notAFile',
    ],
  ];
  for (const [what, path, fault] of faults)
    it(`${what} is said to be so, and nothing is written`, () => assert.equal(appendBalanceLog(path(), ['line']), fault));

  const onLinux = process.platform === 'linux';
  if (onLinux) {
    it('a device is not filled, and a pipe that nobody reads holds nothing up', () => {
      execFileSync('mkfifo', [file]);
      assert.deepEqual([appendBalanceLog('/dev/null', ['line']), appendBalanceLog(file, ['line'])], ['notAFile', 'notWritable']);
    });
    it('read-only is said to be so', () => {
      // Not even root writes to these.
      assert.match(appendBalanceLog('/proc/version', ['line']) ?? '', /^(notWritable|noRights)$/);
      assert.equal(appendBalanceLog('/sys/kernel/balance.log', ['line']), 'noRights');
    });
  }
  it('a symbolic link to another place is followed', () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere', 'balance.log'), file);
    assert.equal(appendBalanceLog(file, ['line']), null);
    assert.equal(text(join('elsewhere', 'balance.log')), 'line\n');
  });
  it('of a failure once, works as soon as it can', () => {
    const later = join(folder, 'later', 'balance.log');
    writeFileSync(join(folder, 'later'), 'in its way');
    assert.equal(appendBalanceLog(later, ['one']), 'notWritable');
    rmSync(join(folder, 'later'));
    assert.equal(appendBalanceLog(later, ['two']), null);
    assert.ok(existsSync(later));
  });
  it('makes its folder, for its person alone', () => {
    const deep = join(folder, 'a', 'b', 'balance.log');
    assert.equal(appendBalanceLog(deep, ['one']), null);
    if (process.platform !== 'win32')
      assert.deepEqual(
        ['a', join('a', 'b')].map((name) => statSync(join(folder, name)).mode & 0o777),
        [0o700, 0o700],
      );
  });
  it('takes the lines of two windows whole, and all of them', async () => {
    const count = 300;
    const writers = ['a', 'b'].map((name) =>
      spawn(process.execPath, [built('test', 'support', 'logWriter.js'), file, name, String(count)], { stdio: 'inherit' }),
    );
    await Promise.all(writers.map((child) => once(child, 'close')));
    assert.deepEqual(
      writers.map(({ exitCode }) => exitCode),
      [0, 0],
    );
    const lines = text().trimEnd().split('\n');
    const expected = ['a', 'b'].flatMap((name) =>
      Array.from({ length: count }, (_, index) => [
        `writer=${name} line=${index} ${'x'.repeat(200)}`,
        `writer=${name} second=${index}`,
      ]).flat(),
    );
    assert.deepEqual([...lines].sort(), expected.sort());
  });
});
