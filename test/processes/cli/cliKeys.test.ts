import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deepseekBalance, startAnswers, type AnswerServer } from '../../support/answers';
import { Report } from '../../support/runCli';
import { runCommand } from '../../support/runCommand';

/** In pieces, as a careless sentence might repeat one of them. */
const pieces = ['mArkedHead', 'mArkedTail'] as const;
const [head, tail] = pieces;
const good = `sk-${head}-${tail}`;

const fifo = (path: string): void => {
  execFileSync('mkfifo', [path]);
};

describe('keys on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-keys-'));
  const file = (name: string): string => join(folder, name);
  let answers: AnswerServer;
  before(async () => {
    answers = await startAnswers({ 'GET /user/balance': deepseekBalance() });
    mkdirSync(file('folder'));
    fifo(file('pipe'));
    for (const [name, content] of [
      ['empty', ''],
      ['blank', ' \n\n'],
      ['large', good.padEnd(3_000_000, 'x')],
      ['two', `${head}\n${tail}\n`],
      ['bytes', Buffer.from([0, 1, 2, 255, 254])],
    ] as const)
      writeFileSync(file(name), content);
    for (const [name, content] of [
      ['plain', good],
      ['ended', `${good}\n`],
      ['windows', `\ufeff${good}\r\n`],
    ] as const)
      writeFileSync(file(name), content);
  });
  beforeEach(() => {
    answers.forget();
  });
  after(async () => {
    await answers.stop();
    rmSync(folder, { recursive: true });
  });
  const check = async (environment: Readonly<Record<string, string>>, ...more: readonly string[]) => {
    const run = await runCommand(['check', 'deepseek', '--base-url', answers.origin, ...more], { environment });
    const all = `${run.stdout}${run.stderr}`;
    for (const piece of pieces) assert.ok(!all.includes(piece), all);
    return { ...run, all, sent: answers.asked.map(({ headers }) => headers.authorization) };
  };

  for (const [what, key, said] of [
    ['empty', '', /DEEPSEEK_API_KEY/],
    ['blank', ' \t ', /DEEPSEEK_API_KEY/],
    ['in curly quotes', `“${good}”`, /curly quotes/],
    ['in single curly quotes', `‘${good}’`, /curly quotes/],
    ['in low quotes', `„${good}“`, /curly quotes/],
    ['with one curly quote', `${good}”`, /curly quotes/],
    ['with a blank within', `${head} ${tail}`, /spaces or line breaks/],
    ['with a tab within', `${head}\t${tail}`, /spaces or line breaks/],
    ['with a line break within', `${head}\n${tail}`, /spaces or line breaks/],
    ['after the word of the header', `Bearer ${good}`, /Bearer/],
    ['after that word in capitals', `BEARER ${good}`, /Bearer/],
    ['beyond ASCII', `sk-${head}é${tail}`, /characters/],
    ['with a space of no width', `sk-${head}\u200b${tail}`, /characters/],
    ['cut short by a dot of three', `sk-${head}…`, /characters/],
    ['written from right to left', `\u202e${good}`, /characters/],
  ] as const) {
    it(`${what}: the variable and the fault are named, and nothing is sent`, async () => {
      const { code, all, sent } = await check({ DEEPSEEK_API_KEY: key });
      assert.match(all, said);
      assert.match(all, /DEEPSEEK_API_KEY/);
      assert.deepEqual([code, sent], [1, []], all);
    });
  }

  for (const [what, key] of [
    ['quotes', `"${good}"`],
    ['single quotes', `'${good}'`],
    ['white space', ` \t${good}\r\n`],
    ['a mark of the byte order', `\ufeff${good}`],
    ['a space that does not break', `\u00a0${good}\u00a0`],
  ] as const) {
    it(`within ${what} is sent without it`, async () => {
      const { code, sent } = await check({ DEEPSEEK_API_KEY: key });
      assert.deepEqual([code, sent], [0, [`Bearer ${good}`]]);
    });
  }

  it('is sent as it is, where a $ in it would mean something elsewhere', async () => {
    for (const key of ['ab$$cd', 'ab$&cd', "ab$'cd", 'ab$1cd']) {
      answers.forget();
      const { sent } = await check({ KEY: key }, '--key-env', 'KEY');
      assert.deepEqual(sent, [`Bearer ${key}`]);
    }
  });

  it('is asked for by the name of its variable, also of one that is named', async () => {
    for (const [environment, more, name] of [
      [{}, [], 'DEEPSEEK_API_KEY'],
      [{}, ['--key-env', 'RELAY_KEY'], 'RELAY_KEY'],
      [{ RELAY_KEY: '' }, ['--key-env', 'RELAY_KEY'], 'RELAY_KEY'],
      [{ RELAY_KEY: `a ${head}` }, ['--key-env', 'RELAY_KEY'], 'RELAY_KEY'],
    ] as const) {
      const { code, all, sent } = await check(environment, ...more);
      assert.match(all, new RegExp(`\\b${name}\\b`));
      assert.deepEqual([code, sent], [1, []]);
    }
  });
  it('that is named with --key-env is taken from nowhere else', async () => {
    const { code, sent } = await check({ DEEPSEEK_API_KEY: good }, '--key-env', 'RELAY_KEY');
    assert.deepEqual([code, sent], [1, []]);
  });

  for (const [name, said] of [
    ['nowhere', /--key-file/],
    ['folder', /--key-file/],
    ['pipe', /--key-file/],
    ['large', /--key-file/],
    ['two', /--key-file: .*line breaks/],
    ['bytes', /--key-file/],
    ['empty', /no usable|empty/],
    ['blank', /no usable|empty/],
  ] as const) {
    it(`in a file, "${name}": what is wrong is said, and nothing is sent`, async () => {
      const { code, all, sent } = await check({ DEEPSEEK_API_KEY: good }, '--key-file', file(name));
      assert.match(all, said);
      assert.deepEqual([code, sent], [1, []], all);
    });
  }
  it('in a file that gives no bytes is refused', async function () {
    // A file by all signs, whose reading fails for everybody, the administrator too.
    if (process.platform !== 'linux') return void this.skip();
    const { code, all } = await check({}, '--key-file', '/proc/self/mem');
    assert.match(all, /--key-file/);
    assert.equal(code, 1);
  });
  for (const name of ['plain', 'ended', 'windows']) {
    it(`in a file, "${name}", is sent`, async () => {
      const { code, sent } = await check({}, '--key-file', file(name));
      assert.deepEqual([code, sent], [0, [`Bearer ${good}`]]);
    });
  }
  it('that is typed is refused, and not repeated', async () => {
    for (const more of [
      ['--key-env', good],
      ['--key-file', good],
      ['--secret-env', `a=${good}`],
      [good],
      [`--${good}`],
      ['--team', `${good}/`],
      ['--site', good],
      ['--low', good],
    ]) {
      const { code, sent } = await check({ DEEPSEEK_API_KEY: 'plain-test-key' }, ...more);
      assert.deepEqual([code, sent], [1, []], more[0]);
    }
  });
  it('of one provider is sent to no other', async () => {
    const { sent } = await check({ DEEPSEEK_API_KEY: 'key-of-deepseek', NOVITA_API_KEY: 'key-of-novita', DEEPSEEK_KEY: 'second-key' });
    assert.deepEqual(sent, ['Bearer key-of-deepseek']);
  });
  it('is told with its provider’s own words where many are missing', async () => {
    const { stdout } = await runCommand(['check', 'deepseek', 'novita', 'openrouter', '--json']);
    for (const { provider, error } of Report.parse(JSON.parse(stdout)).accounts)
      assert.match(error?.message ?? '', new RegExp(`${provider}_\\w*KEY`, 'i'));
  });
});
