import assert from 'node:assert/strict';
import { EventEmitter, once as nextOf } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../../sandbox/listen';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { runCli } from '../../support/runCli';
import { runningWatch } from '../../support/runningWatch';

const key = 'sk-sandbox-killed';
const mayHaveArrived =
  'The program ended while a message to channel team was on its way. It may have arrived, so it is not posted again. It said: API balances: all is well\n';

describe('command line: after a run that was killed', () => {
  let sandbox: Sandbox;
  let team: Awaited<ReturnType<typeof listen>>;
  let folder = '';
  const arrivals = new EventEmitter();
  let bodies: string[] = [];
  let answers = true;
  beforeEach(async () => {
    [bodies, answers] = [[], true];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        bodies.push(body);
        if (answers) response.writeHead(204).end();
        arrivals.emit('one');
      });
    });
    [sandbox, team, folder] = await Promise.all([startSandbox(), listen(server, 0), mkdtemp(join(tmpdir(), 'api-balance-killed-'))]);
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '200.00', granted: '0.00' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), team.stop(), rm(folder, { recursive: true })]);
  });

  it('with a message on its way: the next run says so, posts its own at once, and leaves none to the one after it', async () => {
    const file = join(folder, 'balances.json');
    const config = {
      accounts: [{ id: 'work', provider: 'deepseek', baseUrl: sandbox.origin, key: 'env:WORK_KEY' }],
      channels: [{ id: 'team', kind: 'json', url: 'env:TEAM_HOOK' }],
      history: { folder: join(folder, 'state') },
    };
    await writeFile(file, JSON.stringify(config));
    const environment = { WORK_KEY: key, TEAM_HOOK: `http://127.0.0.1:${team.port}/hook` };
    answers = false;
    const killed = runningWatch(['--once', '--config', file], environment);
    await nextOf(arrivals, 'one');
    killed.kill('SIGKILL');
    await killed.ended;
    answers = true;
    const next = await runCli(['watch', '--once', '--config', file], environment);
    assert.deepEqual([next.code, next.stderr, bodies.length], [1, mayHaveArrived, 2]);
    const after = await runCli(['watch', '--once', '--config', file], environment);
    assert.deepEqual([after.code, after.stderr, bodies.length], [0, '', 3]);
  });
});
