import assert from 'node:assert/strict';
import { noTokens } from '../../../src/core/usage/tokens';
import { codewhale } from '../../../src/usage/codewhale';
import { changingHome, readOnce } from '../../support/usage/changingHome';
import { filesBelow, readInAnyOrder } from '../../support/usage/readInAnyOrder';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const path = (id: string): string => `.codewhale/sessions/${id}.json`;

/** In thousandths. @see https://github.com/Hmbown/CodeWhale/blob/75dca2c/crates/tui/src/session_manager.rs */
function saved(id: string, cny: number, more: object = {}, costs: object = {}): object {
  return {
    schema_version: 1,
    metadata: {
      id,
      title: 'made up',
      created_at: '2026-10-05T09:00:00Z',
      updated_at: new Date(Date.UTC(2026, 9, 5, 10) + cny * 1000).toISOString(),
      message_count: 4,
      total_tokens: 9000,
      model: 'deepseek-flash',
      model_provider: 'deepseek',
      workspace: '/home/dev/shop',
      cost: { session_cost_cny: cny / 1000, session_cost_usd: cny / 7000, ...costs },
      ...more,
    },
    messages: [{ role: 'user', content: 'made up' }],
  };
}

function amountsOf({ calls }: ReadUsage): Readonly<Record<string, number>> {
  const costs = calls.flatMap(({ call }) => call.costs);
  const sumOf = (wanted: string): number => costs.filter(({ unit }) => unit === wanted).reduce((sum, { amount }) => sum + amount, 0);
  return { CNY: sumOf('CNY'), USD: sumOf('USD') };
}

const cnyOf = (read: ReadUsage): number => (amountsOf(read)['CNY'] ?? 0) / 1000;

describe('usage: CodeWhale', () => {
  it('comes to the right totals of the sample: of a fork only what it added, in either currency, and no call', () => {
    const read = usageOf(codewhale, { '.codewhale': usageFixture('codewhale') });
    assert.deepEqual(amountsOf(read), { CNY: 105_000, USD: 15_000 });
    // A turn without a price is one whose use is known, and how much it was is not; the fork has it of its parent.
    assert.deepEqual(read.counted, { calls: 0, unmeasured: 1, tokens: noTokens });
    const [first] = read.calls;
    assert.deepEqual([first?.call.provider, first?.call.project], [{ name: 'deepseek', evidence: 'logged' }, 'shop']);
  });

  it('comes to the same in whatever order the files are met', () => {
    const files = Object.fromEntries(
      Object.entries(filesBelow(usageFixture('codewhale'))).map(([name, text]) => [`.codewhale/${name}`, text]),
    );
    for (const read of readInAnyOrder(codewhale, files)) assert.deepEqual(amountsOf(read), { CNY: 105_000, USD: 15_000 });
  });

  it('adds by how much a session rose between two looks, and tells when', () => {
    changingHome(codewhale, (home) => {
      const looks = [100, 100, 250, 40, 300].map((cny, hours) => {
        const updated_at = new Date(Date.UTC(2026, 9, 5, 10 + hours)).toISOString();
        home.write(path('a'), saved('a', cny, { updated_at }));
        return home.scan();
      });
      assert.deepEqual(looks.map(cnyOf), [100, 100, 250, 250, 300]);
      const rises = looks.at(-1)?.calls.map(({ call }) => call.costs.find(({ unit }) => unit === 'CNY')?.amount);
      assert.deepEqual(rises, [100_000, 150_000, 50_000]);
    });
  });

  it('counts of a fork what it adds, while its parent goes on', () => {
    changingHome(codewhale, (home) => {
      const fork = (cny: number): void => home.write(path('b'), saved('b', cny, { parent_session_id: 'a', forked_from_message_count: 4 }));
      home.write(path('a'), saved('a', 100));
      fork(100);
      assert.equal(cnyOf(home.scan()), 100);
      home.write(path('a'), saved('a', 400));
      fork(130);
      assert.equal(cnyOf(home.scan()), 430);
      fork(150);
      assert.equal(cnyOf(home.scan()), 450);
    });
  });

  it('counts forks of forks, each above the one before it', () => {
    const files = {
      [path('a')]: JSON.stringify(saved('a', 100)),
      [path('b')]: JSON.stringify(saved('b', 130, { parent_session_id: 'a' })),
      [path('c')]: JSON.stringify(saved('c', 160, { parent_session_id: 'b' })),
    };
    assert.equal(cnyOf(readOnce(codewhale, files)), 160);
  });

  it('counts what several forks have of a parent that is gone once', () => {
    const orphans = { [path('b')]: saved('b', 130, { parent_session_id: 'a' }), [path('c')]: saved('c', 120, { parent_session_id: 'a' }) };
    assert.equal(cnyOf(readOnce(codewhale, orphans)), 130);
    changingHome(codewhale, (home) => {
      for (const [file, content] of Object.entries(orphans)) home.write(file, content);
      assert.equal(cnyOf(home.scan()), 130);
      home.write(path('c'), saved('c', 150, { parent_session_id: 'a' }));
      assert.equal(cnyOf(home.scan()), 160);
    });
  });

  it('knows what a parent had come to when it was last seen, where its log is gone since', () => {
    changingHome(codewhale, (home) => {
      home.write(path('a'), saved('a', 100));
      home.scan();
      home.write(path('a'), '');
      home.write(path('b'), saved('b', 130, { parent_session_id: 'a' }));
      assert.equal(cnyOf(home.scan()), 130);
    });
  });

  it('takes sessions that were moved from the older folder once', () => {
    const files = { '.deepseek/sessions/a.json': saved('a', 100), [path('a')]: saved('a', 140) };
    assert.equal(cnyOf(readOnce(codewhale, files)), 140);
  });

  it('reads what stands before a long conversation, of the session and of its parent', () => {
    const long = (content: object): object => ({ ...content, messages: [{ role: 'user', content: 'x'.repeat(5 << 20) }] });
    const files = { [path('a')]: long(saved('a', 100)), [path('b')]: long(saved('b', 130, { parent_session_id: 'a' })) };
    const read = readOnce(codewhale, files);
    assert.deepEqual([cnyOf(read), read.report.skipped], [130, []]);
  });

  it('counts a session that cost nothing as nothing, and one whose cost is not told as one call of which nobody knows what it cost', () => {
    const files = { [path('a')]: saved('a', 0), [path('b')]: { metadata: { id: 'b', total_tokens: 0 } } };
    const read = readOnce(codewhale, files);
    assert.deepEqual([read.calls, read.report.skipped, read.report.filesRead], [[], [], 2]);
    for (const used of [{}, { total_tokens: 9000 }]) {
      const untold = readOnce(codewhale, { ...files, [path('c')]: { metadata: { id: 'c', ...used } } });
      assert.deepEqual([untold.counted, cnyOf(untold)], [{ calls: 0, unmeasured: 1, tokens: noTokens }, 0]);
    }
  });

  it('takes of a session what it came to last, if need be from its checkpoint, and passes over what else lies beside', () => {
    const beside = { [path('session_boot_owners')]: { a: 'boot' }, [path('checkpoints/offline_queue')]: { messages: [] } };
    const files = { [path('a')]: saved('a', 100), [path('checkpoints/a')]: saved('a', 900), ...beside };
    const read = readOnce(codewhale, files);
    assert.deepEqual([cnyOf(read), read.report.filesRead], [900, 2]);
  });

  it('names the route of a person by its own name', () => {
    const named = saved('a', 100, { model_provider: 'custom', model_provider_id: 'my-gateway' });
    assert.deepEqual(readOnce(codewhale, { [path('a')]: named }).calls[0]?.call.provider, { name: 'my-gateway', evidence: 'logged' });
  });

  it('passes over a schema that it does not know, and keeps what it knew of the session', () => {
    changingHome(codewhale, (home) => {
      home.write(path('a'), saved('a', 100));
      home.scan();
      home.write(path('a'), { ...saved('a', 200), schema_version: 2 });
      const read = home.scan();
      assert.deepEqual([cnyOf(read), read.report.skipped], [100, [{ file: 'a.json', reason: 'tooNew' }]]);
      home.write(path('a'), saved('a', 300));
      assert.equal(cnyOf(home.scan()), 300);
    });
  });
});
