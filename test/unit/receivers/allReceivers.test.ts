import assert from 'node:assert/strict';
import { allReceivers } from '../../receivers/allReceivers';
import { answerOf } from '../../receivers/faults';
import { importsOf, sourcesBelow } from '../../support/sources';

describe('all receivers', () => {
  it('know nothing of the code that posts: a shared mistake would not show', () => {
    const others = sourcesBelow('test/receivers').flatMap(({ path, text }) =>
      importsOf(text).flatMap(({ from }) =>
        /^(?:node:|\.\/|\.\.\/sandbox\/(?:listen|selfSigned)$)/.test(from) ? [] : [`${path} imports ${from}`],
      ),
    );
    assert.deepEqual(others, []);
  });

  it('have names of their own', () => {
    const names = allReceivers.map(({ vendor }) => vendor);
    assert.deepEqual([...new Set(names)], names);
  });

  for (const receiver of allReceivers)
    it(`${receiver.vendor} serves its hosts alone, and can be gone, throttled and refused`, () => {
      assert.equal(receiver.serves('other.example', '/services/a'), false);
      assert.ok(receiver.hosts.length > 0);
      for (const fault of ['gone', 'throttled', 'refused'] as const) {
        const answer = answerOf(fault, receiver);
        assert.ok(answer && answer.status >= 200 && answer.body !== '', fault);
      }
      assert.equal(answerOf('ok', receiver), null);
    });

  it('are found by host and path', () => {
    const found = (host: string, path: string): readonly string[] =>
      allReceivers.filter((one) => one.serves(host, path)).map(({ vendor }) => vendor);
    assert.deepEqual(found('hooks.slack.com', '/services/T1/B1/x'), ['slack']);
    assert.deepEqual(found('hooks.slack.com', '/triggers/T1/1/x'), ['slackWorkflow']);
    assert.deepEqual(found('ptb.discord.com', '/api/webhooks/1/x'), ['discord']);
    assert.deepEqual(found('prod-07.eastus.logic.azure.com', '/workflows/x'), ['teams']);
    assert.deepEqual(found('open.larksuite.com', '/'), ['feishu']);
    assert.deepEqual(found('evil-logic.azure.com.example', '/'), []);
  });
});
