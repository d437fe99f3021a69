import assert from 'node:assert/strict';
import { noTokens } from '../../../src/core/usage/tokens';
import { codex } from '../../../src/usage/codex';
import { changingHome, readGrowing, readOnce } from '../../support/usage/changingHome';
import { filesBelow, readInAnyOrder } from '../../support/usage/readInAnyOrder';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';
import { withFolder } from '../../support/usage/withFolder';
import { frameOf } from '../../support/usage/zstdBytes';

const sample = { '.codex': usageFixture('codex') };
const total = { calls: 6, unmeasured: 0, tokens: { ...noTokens, input: 3300, cacheRead: 1700, output: 380, reasoning: 100 } };

const start = Date.UTC(2026, 9, 5, 10);
const day = '.codex/sessions/2026/10/05';
const rollout = (id: string): string => `${day}/rollout-2026-10-05T10-00-00-${id}.jsonl`;

/** Each some seconds after the start. @see https://github.com/openai/codex/blob/04ad786/codex-rs/history/src/lib.rs */
type Line = readonly [seconds: number, type: string, payload: object, ordinal?: number];

function text(...lines: readonly Line[]): string {
  return lines
    .map(([seconds, type, payload, ordinal]) => {
      const timestamp = new Date(start + seconds * 1000).toISOString();
      return `${JSON.stringify({ timestamp, type, ...(ordinal === undefined ? {} : { ordinal }), payload })}\n`;
    })
    .join('');
}

const meta = (id: string, more: object = {}): Line => [0, 'session_meta', { id, cwd: '/home/dev/shop', model_provider: 'openai', ...more }];
const usage = (input: number, output = 0): object => ({
  input_tokens: input,
  cached_input_tokens: 0,
  output_tokens: output,
  reasoning_output_tokens: 0,
  total_tokens: input + output,
});
const count = (seconds: number, totals: number, last: number, output = 0): Line => [
  seconds,
  'event_msg',
  { type: 'token_count', info: { total_token_usage: usage(totals, output), last_token_usage: usage(last, output) } },
];
const record = (seconds: number, response_id: string, thread_id: string, input: number): Line => [
  seconds,
  'token_usage_record',
  { thread_id, turn_id: 't', session_id: thread_id, response_id, usage: usage(input), thread_token_usage: usage(input) },
];

function inputOf(files: Readonly<Record<string, unknown>>): number {
  return readOnce(codex, files).counted.tokens.input;
}

const bySession = ({ calls }: ReadUsage): number => new Set(calls.map(({ call }) => call.session)).size;

describe('usage: Codex', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(codex, sample);
    assert.deepEqual(read.counted, total);
    assert.deepEqual(read.report.skipped, []);
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 3);
    assert.equal(read.calls.filter(({ call }) => call.model === 'gpt-5.4-mini').length, 1);
    const [first] = read.calls;
    assert.deepEqual([first?.call.provider, first?.call.project], [{ name: 'openai', evidence: 'model' }, 'shop']);
  });

  it('comes to the same in whatever order the files are met', () => {
    const files = Object.fromEntries(
      Object.entries(filesBelow(usageFixture('codex'))).map(([path, content]) => [`.codex/${path}`, content]),
    );
    for (const read of readInAnyOrder(codex, files)) assert.deepEqual(read.counted, total);
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    const files = filesBelow(usageFixture('codex'));
    for (const [path, content] of Object.entries(files)) {
      const alone = readOnce(codex, { [`.codex/${path}`]: content }).counted;
      for (const read of readGrowing(codex, `.codex/${path}`, content)) assert.deepEqual(read.counted, alone, path);
    }
    changingHome(codex, (home) => {
      for (const [path, content] of Object.entries(files)) home.write(`.codex/${path}`, content.slice(0, content.length / 2));
      home.scan();
      for (const [path, content] of Object.entries(files)) home.write(`.codex/${path}`, content);
      assert.deepEqual(home.scan().counted, total);
      assert.deepEqual(home.scan().counted, total);
    });
  });

  it('does not count a total that is told again: half of the lines of a log and more', () => {
    const again = text(meta('a'), count(10, 100, 100), count(11, 100, 100), count(12, 100, 100), count(20, 150, 50), count(21, 150, 50));
    assert.deepEqual(readOnce(codex, { [rollout('a')]: again }).counted, { calls: 2, unmeasured: 0, tokens: { ...noTokens, input: 150 } });
  });

  it('counts by how much the total rose where a line of it is missing', () => {
    assert.equal(inputOf({ [rollout('a')]: text(meta('a'), count(10, 100, 100), count(30, 180, 30)) }), 180);
  });

  it('does not count what is told before anything was used', () => {
    const none: Line = [1, 'event_msg', { type: 'token_count', info: null, rate_limits: {} }];
    assert.deepEqual(readOnce(codex, { [rollout('a')]: text(meta('a'), none) }).counted, { calls: 0, unmeasured: 0, tokens: noTokens });
  });

  it('goes on from where compaction or a full context set the counter back', () => {
    // `fill_to_context_window` leaves no counts but the size of the context.
    const full: Line = [
      30,
      'event_msg',
      {
        type: 'token_count',
        info: { total_token_usage: { ...usage(0), total_tokens: 272_000 }, last_token_usage: { ...usage(0), total_tokens: 9 } },
      },
    ];
    assert.equal(inputOf({ [rollout('a')]: text(meta('a'), count(10, 900, 900), full, count(40, 70, 70), count(50, 90, 20)) }), 990);
    assert.equal(inputOf({ [rollout('b')]: text(meta('b'), count(10, 900, 900), count(40, 700, 10), count(50, 750, 50)) }), 960);
  });

  it('counts all of a counter that began anew above what it was, as with each resume before 2026', () => {
    const resumed = text(meta('a'), count(10, 900, 900), count(4000, 1000, 1000), count(4010, 1600, 600));
    assert.equal(inputOf({ [rollout('a')]: resumed }), 2500);
    for (const read of readGrowing(codex, rollout('a'), resumed)) assert.equal(read.counted.tokens.input, 2500);
    const fork = text(meta('b'), meta('a'), count(2, 900, 900), count(30, 1100, 1100), count(40, 1800, 700));
    assert.equal(inputOf({ [rollout('a')]: resumed, [rollout('b')]: fork }), 2500 + 1800);
  });

  /** @see https://github.com/openai/codex/blob/13e1d0362/codex-rs/core/src/codex_delegate.rs `forward_events` */
  it('counts a review once that was written in the log of the session which asked for it too, and there where it has no other', () => {
    const mode = (seconds: number, type: string): Line => [seconds, 'event_msg', { type }];
    for (const [size, named] of [
      [30, {}],
      [3000, {}],
      [3000, { parent_thread_id: 'a' }],
    ] as const) {
      const review = [count(120, size, size), count(130, 3 * size, 2 * size)];
      const asking = text(
        meta('a'),
        count(10, 1000, 1000),
        mode(100, 'entered_review_mode'),
        ...review,
        mode(140, 'exited_review_mode'),
        count(150, 1500, 500),
        count(160, 1600, 100),
      );
      const files = {
        [rollout('a')]: asking,
        [rollout('b')]: text(
          [105, 'session_meta', { id: 'b', cwd: '/home/dev/shop', source: { subagent: 'review' }, ...named }],
          ...review,
        ),
      };
      assert.equal(inputOf({ [rollout('a')]: asking }), 1600 + 3 * size);
      for (const read of readInAnyOrder(codex, files))
        assert.deepEqual([read.counted.calls, read.counted.tokens.input], [5, 1600 + 3 * size]);
      for (const read of readGrowing(codex, rollout('a'), asking)) assert.equal(read.counted.tokens.input, 1600 + 3 * size);
    }
  });

  it('counts a review of before it was a session of its own, whose counter was the same', () => {
    const mode = (seconds: number, type: string): Line => [seconds, 'event_msg', { type }];
    const inline = [mode(20, 'entered_review_mode'), count(30, 1400, 400), mode(35, 'exited_review_mode'), count(40, 1600, 200)];
    assert.equal(inputOf({ [rollout('a')]: text(meta('a'), count(10, 1000, 1000), ...inline) }), 1600);
  });

  it('does not count an older state that comes after newer ones', () => {
    const stale = text(meta('a'), count(10, 100, 100), count(20, 300, 200), count(21, 100, 100), count(30, 340, 40));
    assert.equal(inputOf({ [rollout('a')]: stale }), 340);
  });

  it('does not count what a fork copied of its parent, whichever is read first and at whatever time it was copied', () => {
    const parent = text(meta('a'), count(10, 100, 100), count(20, 300, 200), count(3000, 800, 500));
    const own = count(2000, 350, 50);
    const rewritten = text(meta('b', { forked_from_id: 'a' }), meta('a'), count(0, 100, 100), count(0.1, 300, 200), own);
    const dated = text(meta('c', { forked_from_id: 'a' }), meta('a'), count(-990, 100, 100), count(-980, 300, 200), count(2000, 351, 51));
    const late = text(meta('d', { forked_from_id: 'a' }), meta('a'), count(500, 100, 100), count(900, 300, 200), count(2000, 352, 52));
    const files = { [rollout('a')]: parent, [rollout('b')]: rewritten, [rollout('c')]: dated, [rollout('d')]: late };
    assert.equal(inputOf(files), 800 + 50 + 51 + 52);
    for (const read of readInAnyOrder(codex, files)) assert.equal(read.counted.tokens.input, 953);
  });

  it('knows copies of a part of the parent, such as its last turns', () => {
    const parent = text(meta('a'), count(10, 100, 100), count(20, 300, 200), count(30, 600, 300));
    const child = text(
      meta('b', { parent_thread_id: 'a', thread_source: 'subagent' }),
      count(40, 300, 200),
      count(40, 600, 300),
      count(60, 640, 40),
    );
    assert.equal(inputOf({ [rollout('a')]: parent, [rollout('b')]: child }), 640);
  });

  it('counts two children with equal numbers both', () => {
    const child = (id: string): string => text(meta(id, { parent_thread_id: 'a' }), count(50, 70, 70));
    const files = { [rollout('a')]: text(meta('a'), count(10, 100, 100)), [rollout('b')]: child('b'), [rollout('c')]: child('c') };
    const read = readOnce(codex, files);
    assert.equal(read.counted.tokens.input, 240);
    assert.equal(bySession(read), 3);
  });

  it('does not count the counter that a child took over without any copies', () => {
    const child = text(meta('b', { parent_thread_id: 'a', thread_source: 'subagent' }), count(50, 9_050, 50), count(60, 9_090, 40));
    assert.equal(inputOf({ [rollout('b')]: child }), 90);
    const byReference = text(meta('c', { history_base: { thread_id: 'c', end_ordinal_exclusive: 9 } }), count(50, 9_050, 50));
    assert.equal(inputOf({ [rollout('c')]: byReference }), 50);
  });

  it('takes what was written at one blow for copies where no log of the parent is there, and no more', () => {
    const child = text(
      meta('b', { forked_from_id: 'gone' }),
      count(0, 100, 100),
      count(0.4, 300, 200),
      count(0.9, 600, 300),
      count(60, 650, 50),
    );
    assert.equal(inputOf({ [rollout('b')]: child }), 50);
    const dated = text(meta('b', { forked_from_id: 'gone' }), count(-900, 100, 100), count(-100, 300, 200), count(60, 350, 50));
    assert.equal(inputOf({ [rollout('b')]: dated }), 50);
    const later = text(meta('b', { forked_from_id: 'gone' }), count(20, 100, 100), count(60, 150, 50));
    assert.equal(inputOf({ [rollout('b')]: later }), 150);
  });

  it('counts what came after the line that a child calls its own, whatever the numbers of its parent', () => {
    const boundary = { forked_from_id: 'a', thread_source: 'subagent', history_mode: 'paginated', subagent_history_start_ordinal: 40 };
    const [seconds, type, payload] = count(50, 100, 100);
    const child = text(meta('b', boundary), [seconds, type, payload, 41]);
    assert.equal(inputOf({ [rollout('a')]: text(meta('a'), count(10, 100, 100)), [rollout('b')]: child }), 200);
  });

  describe('with a record of each response', () => {
    const parent = text(meta('a'), record(10, 'r1', 'a', 100), count(10, 100, 100), record(20, 'r2', 'a', 200), count(20, 300, 200));

    it('counts each response once, with the counter that follows it', () => {
      assert.deepEqual(readOnce(codex, { [rollout('a')]: parent }).counted, {
        calls: 2,
        unmeasured: 0,
        tokens: { ...noTokens, input: 300 },
      });
      for (const read of readGrowing(codex, rollout('a'), parent)) assert.equal(read.counted.tokens.input, 300);
    });

    it('counts it once where the counter comes first', () => {
      const other = text(meta('a'), count(10, 100, 100), record(10, 'r1', 'a', 100), count(20, 300, 200), record(20, 'r2', 'a', 200));
      assert.equal(inputOf({ [rollout('a')]: other }), 300);
    });

    it('counts a compaction that is in no counter, and no copy of a record within one', () => {
      const compacted: Line = [
        31,
        'compacted',
        { message: '', compaction_response_id: 'r3', latest_token_usage_record: { response_id: 'r3', usage: usage(70) } },
      ];
      const more = text(record(30, 'r3', 'a', 70), compacted, record(40, 'r4', 'a', 20), count(40, 320, 20));
      assert.deepEqual(readOnce(codex, { [rollout('a')]: parent + more }).counted.tokens.input, 390);
    });

    it('knows copies of the counter in a fork, which has no records of them', () => {
      const fork = text(
        meta('b', { forked_from_id: 'a' }),
        count(500, 100, 100),
        count(501, 300, 200),
        record(600, 'r9', 'b', 7),
        count(600, 307, 7),
      );
      const files = { [rollout('a')]: parent, [rollout('b')]: fork };
      assert.equal(inputOf(files), 307);
      for (const read of readInAnyOrder(codex, files)) assert.equal(read.counted.tokens.input, 307);
      for (const read of readGrowing(codex, rollout('b'), fork)) assert.ok(read.counted.tokens.input <= 307);
    });

    it('counts a record that was copied once, also where its own file is gone', () => {
      const copy = text(meta('b', { forked_from_id: 'a' }), record(0, 'r1', 'a', 100), record(0, 'r2', 'a', 200));
      assert.equal(inputOf({ [rollout('a')]: parent, [rollout('b')]: copy }), 300);
      assert.equal(inputOf({ [rollout('b')]: copy }), 300);
    });

    it('counts what the counter alone tells, from before there were records', () => {
      assert.equal(inputOf({ [rollout('a')]: text(meta('a'), count(5, 40, 40), record(10, 'r1', 'a', 100), count(10, 140, 100)) }), 140);
    });
  });

  it('takes the session of the first line, though those of its parents follow', () => {
    const fork = text(meta('b', { forked_from_id: 'gone' }), meta('gone'), count(60, 150, 50));
    assert.equal(bySession(readOnce(codex, { [rollout('b')]: fork, [rollout('c')]: text(meta('c'), count(60, 10, 10)) })), 2);
  });

  it('reads a rollout that was compressed, and counts it once beside the one that was not', () => {
    const plain = text(meta('a'), [1, 'turn_context', { model: 'gpt-5.4' }], count(10, 100, 100));
    const name = 'rollout-2026-10-05T10-00-00-a.jsonl';
    withFolder({ [`archived_sessions/${name}.zst`]: frameOf(plain) }, (folder) => {
      const read = usageOf(codex, { '.codex': folder });
      assert.deepEqual([read.counted.tokens.input, read.calls[0]?.call.model], [100, 'gpt-5.4']);
    });
    withFolder({ [`archived_sessions/${name}.zst`]: frameOf(plain), [`sessions/2026/10/05/${name}`]: plain }, (folder) => {
      assert.equal(usageOf(codex, { '.codex': folder }).counted.tokens.input, 100);
    });
  });

  it('tells the tier and the provider that were set last', () => {
    const settings: Line = [
      1,
      'event_msg',
      { type: 'thread_settings_applied', thread_settings: { model: 'gpt-5.5', service_tier: 'priority' } },
    ];
    const [first] = readOnce(codex, { [rollout('a')]: text(meta('a', { model_provider: 'openrouter' }), settings, count(10, 5, 5)) }).calls;
    assert.deepEqual(
      [first?.call.serviceTier, first?.call.model, first?.call.provider],
      ['priority', 'gpt-5.5', { name: 'openrouter', evidence: 'logged' }],
    );
  });

  it('passes over a history of a form that it does not know', () => {
    const read = readOnce(codex, { [rollout('a')]: text(meta('a', { history_mode: 'made-up' }), count(10, 100, 100)) });
    assert.deepEqual([read.counted.calls, read.report.skipped.map(({ reason }) => reason)], [0, ['tooNew']]);
  });
});
