import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/core/provider/transport';
import { anthropic, deepseek } from '../../../src/providers';
import { targetOf, watched } from '../../support/watchedHour';

const row = { currency: 'USD', total_balance: '20', granted_balance: '0', topped_up_balance: '20' };
const good: Exchange = {
  ok: true,
  status: 200,
  contentType: 'application/json',
  retryAfter: null,
  body: JSON.stringify({ is_available: true, balance_infos: [row] }),
};

describe('how often a watch asks', () => {
  /** In two hours, of which the first check is at the beginning. */
  const asked = async (...targets: Parameters<typeof watched>[0]): Promise<ReadonlyMap<string, number>> =>
    (await watched(targets, () => Promise.resolve(good), { ticks: 480 })).asked;
  const own = (id: string, refreshMinutes: number) => {
    const target = targetOf(id, deepseek);
    return { ...target, account: { ...target.account, refreshMinutes } };
  };
  it('is the account’s own interval where it has one, and never at 0', async () => {
    const counts = await asked(own('seldom', 60), own('never', 0), targetOf('all', deepseek));
    assert.ok((counts.get('seldom.example') ?? 0) <= 3, JSON.stringify([...counts]));
    assert.ok((counts.get('all.example') ?? 0) >= 20, JSON.stringify([...counts]));
    assert.equal(counts.get('never.example'), undefined);
  });
  it('is no shorter than its provider can bear', async () => {
    const counts = await asked(targetOf('anthropic', anthropic), targetOf('all', deepseek));
    assert.ok((counts.get('anthropic.example') ?? 0) * 3 < (counts.get('all.example') ?? 0), JSON.stringify([...counts]));
  });
});
