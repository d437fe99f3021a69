import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '../../sandbox/selfSigned';
import { deepseekBalance, startAnswers, type Answer, type AnswerServer } from '../../support/answers';
import { Report, runCli, type CliRun } from '../../support/runCli';

const body = 'bOdyOfAnother';
const key = 'plain-sandbox-key-mArked';
const said = JSON.stringify({ error: { message: body, code: body }, message: body, detail: body });

/** What a server can do to a check, and the kinds of failure that may come of it. */
const faults: Readonly<Record<string, readonly [Answer, readonly string[]]>> = {
  'a redirect': [{ status: 302, headers: { location: `https://${body}.example/` }, body: said }, ['originRefused']],
  'a permanent redirect': [{ status: 308, headers: { location: `/${body}` }, body: said }, ['originRefused']],
  'HTTP 400': [{ status: 400, body: said }, ['unexpectedResponse', 'unauthorized', 'notReported', 'forbidden']],
  'HTTP 401': [{ status: 401, body: said }, ['unauthorized', 'insufficientScope', 'forbidden', 'notReported']],
  'HTTP 402': [{ status: 402, body: said }, ['forbidden', 'notReported']],
  'HTTP 403': [{ status: 403, body: said }, ['forbidden', 'insufficientScope', 'unauthorized', 'notReported']],
  'HTTP 404': [{ status: 404, body: said }, ['unexpectedResponse', 'notReported', 'insufficientScope', 'unauthorized']],
  'HTTP 410': [{ status: 410, body: said }, ['retired']],
  'HTTP 422': [{ status: 422, body: said }, ['unexpectedResponse', 'rateLimited', 'notReported']],
  'HTTP 429': [{ status: 429, headers: { 'retry-after': '90' }, body: said }, ['rateLimited']],
  'HTTP 500': [{ status: 500, body: said }, ['serverError']],
  'HTTP 503 for a while': [{ status: 503, headers: { 'retry-after': '90' }, body: said }, ['serverError']],
  'a web page': [{ headers: { 'content-type': 'text/html' }, body: `<html>${body}` }, ['unexpectedResponse']],
  'no JSON': [{ body: `${body} {` }, ['unexpectedResponse']],
  'an empty answer': [{ body: '' }, ['unexpectedResponse']],
  'JSON of another kind': [
    { json: { [body]: body } },
    ['unexpectedResponse', 'notReported', 'unauthorized', 'forbidden', 'insufficientScope'],
  ],
  'a list': [{ json: [body] }, ['unexpectedResponse', 'notReported', 'unauthorized', 'forbidden', 'insufficientScope']],
  null: [{ json: null }, ['unexpectedResponse', 'notReported', 'unauthorized', 'forbidden', 'insufficientScope']],
};

/** What is in the editor and not in a terminal. */
const notHere = new RegExp(
  String.raw`\b(logs?|buttons?|click(ed)?|status bar|sidebar|tree|palette|notifications?|settings?|edit(or)?|hover|press|window|tab)\b`,
  'i',
);
const addresses = /https?:\/\/\S+/g;

function assertFit(sentence: string, what: string): void {
  const plain = sentence.replace(addresses, '');
  assert.doesNotMatch(plain, notHere, what);
  assert.doesNotMatch(plain, /undefined|\bnull\b|NaN|\[object|\{\w+\}| {2}|\s\./, what);
  assert.match(sentence, /^\S.*(\.|https?:\/\/\S+)$/s, what);
  assert.ok(!sentence.includes(body) && !sentence.includes('mArked'), what);
  assert.ok(!sentence.includes('\n') && sentence.length < 600, what);
}

describe('sentences of the command line', () => {
  const variables = new Map<string, string>();
  before(async () => {
    const { stdout } = await runCli(['providers']);
    for (const [, id, name] of stdout.matchAll(/^ {2}(\w+) +\S.*? {2,}([A-Z][A-Z0-9_]+)\b.*$/gm)) variables.set(id ?? '', name ?? '');
    assert.ok(variables.size > 25, stdout);
  });
  const checkAll = (server: AnswerServer, ...more: readonly string[]): Promise<CliRun> =>
    runCli(
      ['check', ...variables.keys(), '--base-url', server.origin, ...more],
      Object.fromEntries([...variables.values()].map((name) => [name, key])),
    );

  for (const [what, [answer, kinds]] of Object.entries(faults)) {
    it(`tell ${what} at every provider by what can be done in a terminal`, async () => {
      const server = await startAnswers({ '*': answer });
      const { stdout, stderr, code } = await checkAll(server, '--json');
      await server.stop();
      const { accounts } = Report.parse(JSON.parse(stdout));
      assert.equal(accounts.length, variables.size);
      for (const { provider, error, state, balances, reason } of accounts) {
        assert.ok(error !== null && reason !== null, `${provider}: ${state}`);
        assertFit(error.message, `${provider}: ${error.message}`);
        assert.ok(kinds.includes(error.kind), `${provider}: ${error.kind}`);
        assert.deepEqual(balances, [], provider);
      }
      assert.deepEqual([stderr, code], ['', what === 'HTTP 402' ? 2 : 1]);
    });
  }

  it('tell a certificate that nobody trusts, and that the key stayed here', async () => {
    const server = await startAnswers({ '*': { json: {} } }, await selfSigned());
    const { stdout, code } = await runCli(['check', 'deepseek', '--base-url', server.origin, '--json'], { DEEPSEEK_API_KEY: key });
    assert.deepEqual([code, server.routes()], [1, []]);
    await server.stop();
    const [account] = Report.parse(JSON.parse(stdout)).accounts;
    assert.equal(account?.error?.kind, 'proxyOrTls');
    assertFit(account.error.message, account.error.message);
    assert.match(account.error.message, /NODE_EXTRA_CA_CERTS/);
  });

  it('advise what helps, for a provider and for a channel alike', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'api-balance-roots-'));
    const tls = await selfSigned();
    const [provider, hook] = [await startAnswers({ '*': deepseekBalance() }, tls), await startAnswers({ '*': { body: 'ok' } }, tls)];
    await writeFile(join(folder, 'roots.pem'), tls.cert);
    const run = (environment: Readonly<Record<string, string>>): Promise<CliRun> =>
      runCli(['watch', 'deepseek', '--base-url', provider.origin, '--once', '--webhook-env', 'HOOK'], {
        DEEPSEEK_API_KEY: key,
        HOOK: `${hook.origin}/hook`,
        ...environment,
      });
    const [before, after] = [await run({}), await run({ NODE_EXTRA_CA_CERTS: join(folder, 'roots.pem') })];
    await Promise.all([provider.stop(), hook.stop(), rm(folder, { recursive: true })]);
    assert.match(before.stderr, /^deepseek: No trusted connection .*NODE_EXTRA_CA_CERTS\.$/m);
    assert.match(before.stderr, /^No trusted connection to the webhook at \S+:\d+ was possible, .*NODE_EXTRA_CA_CERTS\. It said/m);
    assert.deepEqual([after.code, after.stderr, hook.routes()], [0, '', ['POST /hook']]);
  });

  it('tell a connection that was refused', async () => {
    const server = await startAnswers({});
    await server.stop();
    const { stdout, code } = await checkAll(server, '--json');
    for (const { provider, error } of Report.parse(JSON.parse(stdout)).accounts) {
      assert.equal(error?.kind, 'unreachable', provider);
      assertFit(error.message, provider);
    }
    assert.equal(code, 1);
  });

  it('say of providers without a balance where it is shown', async () => {
    const listed = (await runCli(['providers'])).stdout;
    const links = [...listed.matchAll(/^ {2}(\w+) .*no balance endpoint: (https:\S+)$/gm)].map(([, id = '', link = '']) => ({ id, link }));
    const { accounts } = Report.parse(JSON.parse((await runCli(['check', ...links.map(({ id }) => id), '--json'])).stdout));
    assert.ok(accounts.length > 10);
    for (const { provider, error, state } of accounts) {
      // One that was withdrawn is a check that failed.
      assert.equal(state, error?.kind === 'retired' ? 'failed' : 'unknown', provider);
      assertFit(error?.message ?? '', provider);
      assert.ok(error?.message.endsWith(links.find(({ id }) => id === provider)?.link ?? '?'), error?.message);
    }
  });

  it('are the same in a table, and one line each', async () => {
    const server = await startAnswers({ '*': { status: 401, body: said } });
    const [table, markdown] = [await checkAll(server), await checkAll(server, '--markdown')];
    await server.stop();
    for (const { stdout } of [table, markdown]) {
      assert.equal(stdout.split('\n').filter((line) => /\b(failed|unknown)\b/.test(line)).length, variables.size, stdout);
      assert.doesNotMatch(stdout.replace(addresses, ''), notHere);
    }
  });
});
