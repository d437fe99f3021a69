import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Exchange } from '../../../src/core/provider/transport';
import type { Message } from '../../../src/core/notify/message';
import { startSandbox } from '../../sandbox/startSandbox';
import { repositoryRoot } from '../../support/fixture';
import { settled } from '../../support/heldFetch';
import { quickWatch } from '../../support/quickWatch';
import { answering } from '../../support/team';
import { startWebhookReceiver } from '../../support/webhookReceiver';

describe('command line: a channel that is down', () => {
  it('holds up no check: a receiver may ask to be left alone for a week', async () => {
    let release: (exchange: Exchange) => void = () => undefined;
    const held = new Promise<Exchange>((resolve) => {
      release = resolve;
    });
    const watch = quickWatch({ amounts: ['12.34', '4.40', '3.30'], take: () => held, isOver: (asked) => asked > 4 });
    const run = watch.run();
    for (let turn = 0; turn < 500 && watch.asked() < 5; turn += 1) await settled();
    const asked = watch.asked();
    watch.stop();
    release(answering(200));
    await run;
    assert.ok(asked > 2, `${asked} checks while a message waits`);
  });

  it('gets its messages one at a time, in the order of the checks', async () => {
    const seen: string[] = [];
    const take = async ({ title }: Message): Promise<Exchange> => {
      seen.push(title.includes('$4.40') ? 'first' : 'second');
      for (let turn = 0; turn < 50; turn += 1) await settled();
      seen.push('done');
      return answering(200);
    };
    await quickWatch({ amounts: ['12.34', '4.40', '0.50'], take, isOver: (asked) => seen.length === 4 || asked > 1000 }).run();
    assert.deepEqual(seen, ['first', 'done', 'second', 'done']);
  });

  it('is told when the watch is ended before the message was posted', async () => {
    const [sandbox, receiver] = await Promise.all([startSandbox(), startWebhookReceiver('hook')]);
    sandbox.account('deepseek', 'sk-sandbox-down').set({ unit: 'CNY', paid: '90.00', granted: '0.00' });
    receiver.answerWith(503);
    const posted = receiver.next();
    const child = spawn(
      process.execPath,
      [join(repositoryRoot, 'dist', 'cli.js'), 'watch', 'deepseek', '--base-url', sandbox.origin, '--once', '--webhook-env', 'TEAM_HOOK'],
      {
        env: { DEEPSEEK_API_KEY: 'sk-sandbox-down', TEAM_HOOK: receiver.url },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const said = text(child.stderr);
    const ended = once(child, 'close');
    await posted;
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    await Promise.all([sandbox.stop(), receiver.stop()]);
    assert.notEqual(code, 0, 'the balance is fine, and the message was not posted');
    assert.match(await said, /^The watch ended before this message was posted: API balances: all is well\n$/);
  });
});
