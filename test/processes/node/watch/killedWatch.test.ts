import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { openHistory } from '../../../../src/node/history/openHistory';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { listen } from '../../../sandbox/listen';
import { hour, start } from '../../../support/accounts';
import { built } from '../../../support/built';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { idOf } from '../../../support/ids';
import { randomFrom } from '../../../support/randomFrom';

const kills = 100;
const Posted = z.object({ title: z.string(), at: z.string().transform(Date.parse) });

const nameIn = (title: string): string => /ada|bob|eve/.exec(title)?.[0] ?? title;

/** Of each account every other answer is low. */
async function startProvider(happened: () => void) {
  const answers = new Map<string, number>();
  const server = createServer((request, response) => {
    happened();
    const key = request.headers.authorization ?? '';
    const count = answers.get(key) ?? 0;
    answers.set(key, count + 1);
    const amount = count % 2 === 0 ? '20.00' : '4.00';
    const row = { currency: 'CNY', total_balance: amount, granted_balance: '0.00', topped_up_balance: amount };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ is_available: true, balance_infos: [row] }));
  });
  return listen(server, 0);
}

async function startTeam(happened: () => void) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      happened();
      response.writeHead(204).end();
    });
  });
  return { ...(await listen(server, 0)), bodies };
}

describe('a watch that is killed at any moment', function () {
  this.timeout(300_000);
  afterEach(removeHistoryFolders);

  it(`${kills} times: what it said was written is there, and nothing is posted twice or lost without a word`, async () => {
    const happenings = new EventEmitter();
    const happened = (): void => void happenings.emit('one');
    const [provider, team] = await Promise.all([startProvider(happened), startTeam(happened)]);
    const folder = historyFolder();
    const random = randomFrom(7);
    let said = '';
    const watch = (round: number) => {
      const now = start + round * hour;
      const places = [folder, `http://127.0.0.1:${provider.port}`, `http://127.0.0.1:${team.port}/hook`, String(now)];
      const child = spawn(process.execPath, [built('test', 'support', 'killedWatch.js'), ...places], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child.stdout.setEncoding('utf8').on('data', (piece: string) => {
        said += piece;
        happened();
      });
      return { closed: once(child, 'close'), kill: () => child.kill('SIGKILL') };
    };
    for (let round = 0; round < kills; round += 1) {
      const { closed, kill } = watch(round);
      // Three requests, three answers written down, and three messages at most: then some moments more.
      const steps = 1 + Math.floor(random() * 10);
      const quiet = AbortSignal.timeout(1500);
      for (let step = 0; step < steps && !quiet.aborted; step += 1) await once(happenings, 'one', { signal: quiet }).catch(() => undefined);
      await delay(random() * 8);
      kill();
      await closed;
      // What follows the last line break was cut.
      said = said.slice(0, said.lastIndexOf('\n') + 1);
    }
    const last = watch(kills);
    const store = openWatch({ folder, onFailure: (error) => assert.ifError(error) });
    while (store.posts('team').count > 0 || !said.includes(new Date(start + kills * hour).toISOString().slice(0, 13))) await delay(20);
    last.kill();
    await last.closed;
    store.close();
    await Promise.all([provider.stop(), team.stop()]);

    const history = openHistory({ folder, now: () => start + (kills + 1) * hour });
    const lines = [...said.matchAll(/^(\S+Z) (\w+) CNY available=(\S+)/gm)].map(([, at = '', account = '', amount = '']) => ({
      at: Date.parse(at),
      account,
      micros: Number(amount) * 1e6,
    }));
    assert.ok(lines.length > kills, `${lines.length} lines`);
    const readingsOf = (account: string) => history.readings({ account: idOf(account), unit: 'CNY' }, 0, Infinity);
    for (const { at, account, micros } of lines)
      assert.equal(
        readingsOf(account)
          .filter((reading) => reading.at <= at)
          .at(-1)?.available,
        micros,
        `${account} at ${new Date(at).toISOString()}`,
      );
    history.close();

    assert.equal(new Set(team.bodies).size, team.bodies.length, 'posted twice');
    const hourOf = (at: number): number => Math.floor((at - start) / hour);
    const posted = new Set(
      team.bodies.map((body) => Posted.parse(JSON.parse(body))).map(({ title, at }) => `${nameIn(title)} ${hourOf(at)}`),
    );
    const givenUp = new Set(
      [...said.matchAll(/^given up (\d+) (.*)$/gm)].map(([, at = '', title = '']) => `${nameIn(title)} ${hourOf(Number(at))}`),
    );
    const crossed = ['ada', 'bob', 'eve'].flatMap((account) => {
      const own = lines.filter((line) => line.account === account);
      return own.flatMap(({ at, micros }, index) =>
        micros < 10e6 && (own[index - 1]?.micros ?? 0) > 10e6 ? [`${account} ${hourOf(at)}`] : [],
      );
    });
    assert.ok(crossed.length > 20, `${crossed.length} crossings`);
    assert.deepEqual(
      crossed.filter((one) => !posted.has(one) && !givenUp.has(one)),
      [],
    );
  });
});
