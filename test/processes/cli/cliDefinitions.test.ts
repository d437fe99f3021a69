import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAnswers, type AnswerServer } from '../../support/answers';
import { Report, type CliRun } from '../../support/runCli';
import { runCommand, runShell } from '../../support/runCommand';

const key = 'plain-test-key';
const bigEndian = (content: string): Uint8Array => Buffer.from(`\ufeff${content}`, 'utf16le').swap16();

describe('definition files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-definitions-'));
  const file = join(folder, 'definition.json');
  let answers: AnswerServer;
  let text = '';
  before(async () => {
    answers = await startAnswers({
      'GET /row': { json: { total: 5, used: 1.68911914, small: '0.3', smaller: '0.1', debt: -2, unit: 'EUR', 'a - b': 9 } },
      'POST /row': { json: { total: 6 } },
    });
    text = JSON.stringify(describes({}), null, 2);
    mkdirSync(join(folder, 'folder'));
  });
  beforeEach(() => {
    answers.forget();
  });
  after(async () => {
    await answers.stop();
    rmSync(folder, { recursive: true });
  });
  const describes = (change: object): object => ({
    url: `${answers.origin}/row`,
    secretHeaders: { authorization: 'Bearer {apiKey}' },
    amount: '/total',
    unit: 'USD',
    ...change,
  });
  const check = (content: string | Uint8Array, ...more: readonly string[]): Promise<CliRun> => {
    writeFileSync(file, content);
    return runCommand(['check', 'custom', '--definition', file, '--key-env', 'KEY', '--low', '0', ...more], {
      environment: { KEY: key, FIRST: 'first-secret', SECOND: 'se$$cond' },
    });
  };
  const amount = async (change: object): Promise<string> => {
    const [account] = Report.parse(JSON.parse((await check(JSON.stringify(describes(change)), '--json')).stdout)).accounts;
    const [balance] = account?.balances ?? [];
    if (balance === undefined) return `${account?.state ?? ''} ${account?.error?.kind ?? ''}`;
    return `${balance.available ?? 'unknown'} ${balance.unit}`;
  };

  for (const [what, content] of [
    ['a mark of the byte order', () => `\ufeff${text}`],
    [
      'comments and a comma at the end',
      () => `// mine\n/* of\n two lines */\n${text.replace('"amount"', '// where\n  "amount"').replace(/\n\}$/, ',\n}\n// end')}`,
    ],
    ['commas at the end of inner objects', () => text.replace('{apiKey}"', '{apiKey}",')],
    ['line ends of Windows', () => text.replaceAll('\n', '\r\n')],
    ['line ends of old', () => text.replaceAll('\n', '\r')],
    ['UTF-16, little end first, as PowerShell writes', () => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}\r\n`, 'utf16le')],
    ['UTF-16, big end first', () => bigEndian(text)],
    ['a name with an escape', () => text.replace('"unit"', '"\\u0075nit"')],
    ['blanks around', () => `\n\t ${text}\n\n`],
  ] as const) {
    it(`are read with ${what}`, async () => {
      const { code, stdout, stderr } = await check(content());
      assert.deepEqual([code, stderr, answers.routes()], [0, '', ['GET /row']], stdout);
      assert.match(stdout, /5\.00 USD/);
    });
  }
  it('are read from standard input and from a pipe', async () => {
    const environment = { KEY: key };
    assert.match(
      (await runCommand(['check', 'custom', '--definition', '-', '--key-env', 'KEY', '--low', '0'], { environment, input: text })).stdout,
      /5\.00 USD/,
    );
    writeFileSync(file, text);
    assert.match(
      (await runShell(`CLI check custom --definition <(cat '${file}') --key-env KEY --low 0`, { environment })).stdout,
      /5\.00 USD/,
    );
  });

  for (const [what, content, place] of [
    ['an empty file', () => '', /empty/],
    ['a file of blanks', () => ' \n\n', /empty/],
    ['a mark and no more', () => '\ufeff', /empty/],
    ['a comma that is missing', () => text.replace('/total",', '/total"'), /line 7, column 3: .*comma/],
    ['a bracket that is missing', () => text.slice(0, -2), /line 7, column \d+: .*\}/],
    ['a word without quotes', () => '{\n  "url": "x",\n  amount: 3\n}', /line 3, column 3: /],
    ['the same with line ends of Windows', () => '{\r\n  "url": "x",\r\n  amount: 3\r\n}', /line 3, column 3: /],
    ['the same behind a mark', () => '\ufeff{\n  "url": "x",\n  amount: 3\n}', /line 3, column 3: /],
    ['the same in UTF-16', () => Buffer.from('\ufeff{\r\n  "url": "x",\r\n  amount: 3\r\n}', 'utf16le'), /line 3, column 3: /],
    ['single quotes', () => text.replaceAll('"', "'"), /line 2, column 3: /],
    ['a value that is missing', () => '{\n  "url": }', /line 2, column 10: |line 2, column 9: /],
    ['more after the end', () => `${text}\n${text}`, /line 9, column 1: /],
    ['a page of the web', () => '<!DOCTYPE html>\n<p>x</p>', /line 1, column 1: /],
    ['a byte of zero', () => '{\n"url"\0: 1}', /line 2, column 6: /],
  ] as const) {
    it(`have a mistake of JSON told with its place: ${what}`, async () => {
      const { code, stdout, stderr } = await check(content());
      assert.deepEqual([code, stdout, answers.routes()], [1, '', []]);
      assert.match(stderr, place);
      assert.match(stderr, /--definition/);
    });
  }
  for (const [what, path] of [
    ['a folder', 'folder'],
    ['no file', 'nowhere'],
  ] as const) {
    it(`have it told where the path names ${what}`, async () => {
      const { code, stderr } = await runCommand(['check', 'custom', '--definition', join(folder, path), '--key-env', 'KEY'], {
        environment: { KEY: key },
      });
      assert.equal(code, 1);
      assert.match(stderr, /^The file of --definition .*\n$/);
    });
  }

  const mistakes: readonly (readonly [field: string, value: unknown, said: RegExp])[] = [
    ['url', 'http://far.example/b', /https/],
    ['url', '/b', /https/],
    ['url', 5, /type/],
    ['url', 'https://a:b@far.example/', /user name/],
    ['url', 'https://far.example/?k={apiKey}', /must not hold the key/],
    ['url', 'https://far.example/?k=sk-0123456789abcdef', /looks like it holds a key/],
    ['url', 'ftp://far.example/', /https/],
    ['method', 'PUT', /"GET", "POST"/],
    ['method', 'get', /"GET", "POST"/],
    ['body', { a: 1 }, /type/],
    ['body', 'sk-0123456789abcdef', /looks like it holds a key/],
    ['headers', [], /type/],
    ['headers', { a: 5 }, /type/],
    ['headers', { 'a b': 'x' }, /header that may not be set/],
    ['headers', { Host: 'x' }, /header that may not be set/],
    ['headers', { a: 'x\ny' }, /plain text/],
    ['secretHeaders', { a: 'x' }, /\{apiKey\}/],
    ['secretHeaders', { a: 1 }, /type/],
    ['secretHeaders', { cookie: '{apiKey}' }, /header that may not be set/],
    ['amount', 'data.total', /JSON pointer/],
    ['amount', '$.total', /JSON pointer/],
    ['amount', 5, /type/],
    ['amount', ['/total'], /type/],
    ['amount', '(/a - /b)', /JSON pointer/],
    ['amount', '/a~2', /JSON pointer/],
    ['unit', 5, /such as "USD"/],
    ['unit', { pointer: 'x' }, /JSON pointer/],
    ['unit', { path: '/x' }, /such as "USD"/],
    ['parts', { cash: '/x' }, /not known/],
    ['parts', { paid: 'x' }, /JSON pointer/],
    ['parts', [], /type/],
    ['limit', 'x', /JSON pointer/],
    ['at', 'x', /JSON pointer/],
    ['at', 5, /type/],
    ['scale', '1/0', /such as "0.01"/],
    ['scale', 0.01, /type/],
    ['scale', '-1', /such as "0.01"/],
    ['scale', '1e9', /such as "0.01"/],
    ['scale', 'ten', /such as "0.01"/],
    ['sign', 'minus', /"asIs", "inverted"/],
    ['noLimit', -1, /type/],
    ['none', 'x', /type/],
    ['success', true, /type/],
    ['success', { pointer: 'x', equals: 1 }, /JSON pointer/],
    ['error', 'x', /JSON pointer/],
    ['error', true, /type/],
  ];
  /** One mistake of each field at a time: they must all be told at once. */
  const nth = (index: number): number => mistakes.slice(0, index).filter(([field]) => field === mistakes[index]?.[0]).length;
  const rounds = [...Array(7).keys()].map((round) => mistakes.filter((_, index) => nth(index) === round));
  for (const round of rounds) {
    const what = round.map(([field, value]) => `${field} ${JSON.stringify(value)}`).join(', ');
    it(`have each mistake told with its place: ${what}`, async () => {
      const content = JSON.stringify(describes(Object.fromEntries(round.map(([field, value]) => [field, value]))), null, 2);
      const { code, stdout, stderr } = await check(content);
      assert.deepEqual([code, stdout, answers.routes()], [1, '', []]);
      for (const [field, , said] of round) {
        const line = content.split('\n').findIndex((one) => one.startsWith(`  "${field}"`)) + 1;
        const told = stderr.split('\n').find((one) => new RegExp(`^line ${line}, column \\d+: "${field}" `).test(one));
        assert.match(told ?? '', said, stderr);
      }
      assert.ok(!stderr.includes('sk-0123456789abcdef'));
    });
  }
  it('have every mistake told, and what is missing', async () => {
    const { code, stderr } = await check(JSON.stringify({ amount: 'x', scale: 'y', unit: 5 }));
    assert.equal(code, 1);
    for (const field of ['url', 'amount', 'scale', 'unit']) assert.ok(stderr.includes(`"${field}" `), stderr);
  });
  it('have the nearest field named, and never what was typed', async () => {
    const { stderr } = await check(JSON.stringify(describes({ ammount: 'sk-0123456789abcdef' })));
    assert.match(stderr, /"amount" may be meant/);
    assert.doesNotMatch(stderr, /ammount|sk-/);
  });

  for (const [what, change, expected] of [
    ['a difference', { amount: '/total - /used' }, '3.310881 USD'],
    ['a sum', { amount: '/total + /used' }, '6.689119 USD'],
    ['three terms', { amount: '/total - /used + /debt' }, '1.310881 USD'],
    ['text', { amount: '/small - /smaller' }, '0.20 USD'],
    ['a difference below zero', { amount: '/smaller - /small' }, '-0.20 USD'],
    ['a scale on the whole', { amount: '/total - /used', scale: '0.01' }, '0.033109 USD'],
    ['a sign on the whole', { amount: '/used - /total', sign: 'inverted' }, '3.310881 USD'],
    ['a name with a minus in it', { amount: '/a - b' }, '9.00 USD'],
    ['a term that is not there', { amount: '/total - /nothing' }, 'unknown unexpectedResponse'],
    ['a term that is no number', { amount: '/total - /unit' }, 'unknown unexpectedResponse'],
    ['a unit of the answer', { unit: { pointer: '/unit' } }, '5.00 EUR'],
    ['what is posted', { method: 'POST', body: '{"a":1}' }, '6.00 USD'],
  ] as const)
    it(`describe ${what}: ${expected}`, async () => assert.equal(await amount(change), expected));

  it('have several secrets, each from its own variable and as it is', async () => {
    const content = JSON.stringify(
      describes({
        secretHeaders: {
          authorization: 'Bearer {apiKey}',
          'x-user': '{userId}',
          'x-both': '{userId}/{org}',
        },
      }),
    );
    const { code } = await check(content, '--secret-env', 'userId=FIRST', '--secret-env', 'org=SECOND');
    const [asked] = answers.asked;
    assert.deepEqual(
      [code, asked?.headers.authorization, asked?.headers['x-user'], asked?.headers['x-both']],
      [0, `Bearer ${key}`, 'first-secret', 'first-secret/se$$cond'],
    );
  });
  it('have a further secret named where its variable is not set', async () => {
    const { code, stderr } = await check(
      JSON.stringify(describes({ secretHeaders: { 'x-user': '{userId}' } })),
      '--secret-env',
      'userId=NOT_SET',
    );
    assert.deepEqual([code, answers.routes()], [1, []]);
    assert.match(stderr, /NOT_SET/);
  });
});
