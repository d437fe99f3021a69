import assert from 'node:assert/strict';
import { Checks } from '../../../src/core/checks/checks';
import type { Committed } from '../../../src/core/checks/watchRecord';
import { neverChecked } from '../../../src/core/model/snapshot';
import type { Reading } from '../../../src/core/model/reading';
import type { Outcome } from '../../../src/core/model/outcome';
import type { ProviderError } from '../../../src/core/model/providerError';
import { accountOf, held, hour, minute, readingOf, start } from '../../support/accounts';
import { checksPorts } from '../../support/checksPorts';
import { heldFetch, settled } from '../../support/heldFetch';
import { idOf } from '../../support/ids';

const work = accountOf();
const home = accountOf({ id: idOf('home') });
const never = new AbortController().signal;
const rich = readingOf([held('CNY', '110')]);
const poor = readingOf([held('CNY', '3')], { at: start + minute });
const host = 'api.example.com';

function ground() {
  const { fetch, requests } = heldFetch();
  const changes: string[] = [];
  const committed: Committed[] = [];
  const clock = { now: start };
  const ports = checksPorts(clock, fetch, {
    onChange: (id) => void changes.push(id),
    onCommitted: (_account, _outcome, answer) => void committed.push(answer),
  });
  const checks = new Checks(ports);
  const checked = async (answer: Reading | ProviderError): Promise<void> => {
    const done = checks.check([work], never);
    await settled();
    requests.at(-1)?.answer('kind' in answer ? { ok: false, error: answer } : { ok: true, reading: answer });
    await done;
  };
  return { checks, requests, changes, committed, clock, checked };
}

describe('Checks', () => {
  it('knows nothing, asks nothing and tells nothing before the first check', async () => {
    const { checks, requests, changes } = ground();
    await settled();
    assert.deepEqual([checks.snapshot(work), requests.length, changes], [neverChecked, 0, []]);
  });

  it('tells when a check starts, when it has its answer and when it is over', async () => {
    const { checks, requests, changes } = ground();
    const done = checks.check([work], never);
    assert.deepEqual([checks.snapshot(work).checking, changes], [true, ['work']]);
    await settled();
    requests[0]?.answer({ ok: true, reading: rich });
    await done;
    assert.deepEqual(checks.snapshot(work), { reading: rich, error: null, checkedAt: start, failingSince: null, checking: false });
    assert.deepEqual(changes, ['work', 'work', 'work']);
  });

  it('asks for all accounts side by side, and shows each answer as it comes', async () => {
    const { checks, requests } = ground();
    const done = checks.check([work, home], never);
    await settled();
    assert.deepEqual(
      requests.map(({ account }) => account.id),
      ['work', 'home'],
    );
    requests[1]?.answer({ ok: true, reading: rich });
    await settled();
    assert.deepEqual([checks.snapshot(work).checking, checks.snapshot(home).checking], [true, false]);
    requests[0]?.answer({ ok: true, reading: poor });
    await done;
    assert.deepEqual(checks.snapshot(work).reading, poor);
  });

  // incident 14
  it('joins a running check: one request for two', async () => {
    const { checks, requests } = ground();
    const both = [checks.check([work], never), checks.check([work], never)];
    await settled();
    assert.equal(requests.length, 1);
    requests[0]?.answer({ ok: true, reading: rich });
    await Promise.all(both);
  });

  it('is cancelled only when the last one who waits has left', async () => {
    const { checks, requests } = ground();
    const [one, other] = [new AbortController(), new AbortController()];
    const both = [checks.check([work], one.signal), checks.check([work], other.signal)];
    await settled();
    one.abort();
    assert.deepEqual([requests[0]?.signal.aborted, checks.snapshot(work).checking], [false, true]);
    other.abort();
    assert.deepEqual([requests[0]?.signal.aborted, checks.snapshot(work).checking], [true, false]);
    await Promise.all(both);
  });

  it('leaves no trace when it was cancelled: neither a failure nor a time', async () => {
    const { checks, checked, clock } = ground();
    await checked(rich);
    const before = checks.snapshot(work);
    const abort = new AbortController();
    clock.now = start + hour;
    const done = checks.check([work], abort.signal);
    await settled();
    abort.abort();
    await done;
    assert.deepEqual(checks.snapshot(work), before);
  });

  it('starts anew after a cancelled one, whose late end changes nothing', async () => {
    const { checks, requests } = ground();
    const abort = new AbortController();
    const left = checks.check([work], abort.signal);
    await settled();
    abort.abort();
    const again = checks.check([work], never);
    await settled();
    assert.equal(requests.length, 2);
    assert.equal(checks.snapshot(work).checking, true);
    requests[1]?.answer({ ok: true, reading: rich });
    await Promise.all([left, again]);
    assert.deepEqual(checks.snapshot(work).reading, rich);
  });

  it('asks nothing for somebody who has left already', async () => {
    const { checks, requests, changes } = ground();
    await checks.check([work], AbortSignal.abort());
    assert.deepEqual([requests.length, changes], [0, []]);
  });

  // incident 15
  it('drops the late answer of an account that was forgotten', async () => {
    let answer: (outcome: Outcome) => void = () => {};
    const deaf = new Promise<Outcome>((resolve) => (answer = resolve));
    const checks = new Checks(checksPorts({ now: start }, () => deaf));
    const done = checks.check([work], never);
    await settled();
    checks.forget(idOf('work'));
    answer({ ok: true, reading: rich });
    await done;
    assert.deepEqual(checks.snapshot(work), neverChecked);
  });

  it('lets no late answer of the old key overwrite that of the new one', async () => {
    const { checks, requests, checked } = ground();
    const abort = new AbortController();
    const old = checks.check([work], abort.signal);
    await settled();
    checks.forget(idOf('work'));
    await checked(poor);
    requests[0]?.answer({ ok: true, reading: rich });
    abort.abort();
    await old;
    assert.deepEqual(checks.snapshot(work).reading, poor);
  });

  it('a check between the new key and its first answer is compared with nothing, and is not known afterwards', async () => {
    const { checks, checked, committed } = ground();
    await checked(rich);
    await checks.replaceKey(work, () => checked(poor));
    const [first, between] = committed;
    assert.deepEqual([between?.alerts, between?.record.epoch === first?.record.epoch], [[], false]);
    assert.deepEqual(checks.snapshot(work), neverChecked);
  });

  it('a key that could not be replaced: what was known is known again, and what was asked for meanwhile is not', async () => {
    const { checks, requests, checked } = ground();
    await checked(rich);
    const known = checks.snapshot(work);
    const failing = checks.replaceKey(work, async () => {
      await checked(poor);
      void checks.check([work], never);
      await settled();
      throw new Error('The settings cannot be written');
    });
    await assert.rejects(failing, /cannot be written/);
    requests.at(-1)?.answer({ ok: true, reading: poor });
    await settled();
    assert.deepEqual(checks.snapshot(work), known);
  });

  // incident 19, incident 21
  it('keeps the last reading through a failure, and asks again', async () => {
    const { checks, requests, checked, clock } = ground();
    await checked(rich);
    clock.now = start + hour;
    await checked({ kind: 'serverError', host, status: 500 });
    assert.deepEqual(checks.snapshot(work), {
      reading: rich,
      error: { kind: 'serverError', host, status: 500 },
      checkedAt: start + hour,
      failingSince: start + hour,
      checking: false,
    });
    await checked(poor);
    assert.deepEqual([requests.length, checks.snapshot(work).reading, checks.snapshot(work).error], [3, poor, null]);
  });

  // incident 12
  for (const [where, answer] of [
    ['the answer', { kind: 'rateLimited', host, status: 429, retryAt: start + hour }],
    [
      'one endpoint of several',
      readingOf([held('USD', '5')], { problems: [{ kind: 'rateLimited', host, status: 429, retryAt: start + hour }] }),
    ],
  ] as const) {
    it(`obeys Retry-After by hand too, where ${where} asks for it`, async () => {
      const { checks, requests, checked, clock } = ground();
      await checked(answer);
      clock.now = start + hour - 1;
      const before = checks.snapshot(work);
      await checks.check([work], never);
      // incident 16
      assert.deepEqual([requests.length, checks.snapshot(work)], [1, before]);
      clock.now = start + hour;
      await checked(poor);
      assert.equal(requests.length, 2);
    });
  }

  for (const [what, back, asks] of [
    ['a wait that a clock reckoned that was ahead binds nobody any more', 3 * hour, 1],
    ['a clock that is set right by a second makes no wait wrong', 1000, 0],
  ] as const) {
    it(what, async () => {
      const { checks, requests, checked, clock } = ground();
      await checked({ kind: 'rateLimited', host, status: 429, retryAt: start + hour });
      clock.now -= back;
      const done = checks.check([work], never);
      await settled();
      assert.equal(requests.length, 1 + asks);
      requests[1]?.answer({ ok: true, reading: rich });
      await done;
    });
  }

  it('lets a new key ask at once', async () => {
    const { checks, requests, checked } = ground();
    await checked({ kind: 'rateLimited', host, retryAt: start + hour });
    checks.forget(idOf('work'));
    await checked(rich);
    assert.equal(requests.length, 2);
  });

  it('takes over what a check elsewhere gave', () => {
    const { checks, changes } = ground();
    checks.accept(work, { ok: true, reading: rich });
    checks.accept(home, { ok: false, error: { kind: 'timeout', host } });
    assert.deepEqual([checks.snapshot(work).reading, checks.snapshot(home).error?.kind, changes], [rich, 'timeout', ['work', 'home']]);
  });

  it('lets a bug through, and does not hang on it', async () => {
    const { checks, requests } = ground();
    const done = checks.check([work], never);
    await settled();
    requests[0]?.fail(new TypeError('a bug'));
    await assert.rejects(done, TypeError);
    assert.deepEqual(checks.snapshot(work), neverChecked);
  });

  it('cancels everything at the end and says no more', async () => {
    const { checks, requests, changes } = ground();
    const done = checks.check([work, home], never);
    await settled();
    const before = changes.length;
    checks.dispose();
    assert.ok(requests.every(({ signal }) => signal.aborted));
    await done;
    assert.equal(changes.length, before);
  });
});
