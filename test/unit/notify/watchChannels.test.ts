import assert from 'node:assert/strict';
import type { Message } from '../../../src/core/notify/message';
import { quickWatch } from '../../support/quickWatch';
import { answering } from '../../support/team';

describe('command line: what is posted of a crossing', () => {
  it('has the reading that crossed in its title and in its line', async () => {
    const messages: Message[] = [];
    await quickWatch({
      amounts: ['12.34', '4.40'],
      take: async (message) => (messages.push(message), answering(200)),
      isOver: (asked) => asked > 4,
    }).run();
    const [first, ...more] = messages;
    assert.equal(first?.title, 'DeepSeek is low: $4.40 left, at or under your threshold of $5.00.');
    assert.deepEqual([first.lines.map(({ balance, state }) => `${balance} ${state}`), more], [['$4.40 Low'], []]);
  });
  it('comes after the line of that reading', async () => {
    const seen: string[] = [];
    const watch = quickWatch({
      amounts: ['12.34', '4.40'],
      take: async ({ title }) => (seen.push(title, watch.lines.at(-1) ?? ''), answering(200)),
      isOver: (asked) => asked > 2,
    });
    await watch.run();
    assert.match(seen[1] ?? '', /available=4\.40 .*state=low$/);
  });
});
