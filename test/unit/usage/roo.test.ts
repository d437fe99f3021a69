import assert from 'node:assert/strict';
import { noTokens } from '../../../src/core/usage/tokens';
import { roo } from '../../../src/usage/roo';
import { changingHome, readOnce } from '../../support/usage/changingHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const extension = 'rooveterinaryinc.roo-cline';
const folder = `.config/Code/User/globalStorage/${extension}`;
const sample = { [folder]: usageFixture('roo', 'globalStorage', extension) };
const file = `${folder}/tasks/t/ui_messages.json`;
const at = 1791190800000;

const costOf = ({ calls }: ReadUsage): number => calls.flatMap(({ call }) => call.costs).reduce((sum, { amount }) => sum + amount, 0);

/** @see https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/src/core/task/Task.ts */
const request = (ts: number, told: object, say = 'api_req_started'): object => ({ ts, type: 'say', say, text: JSON.stringify(told) });
const used = (tokensIn: number, tokensOut: number, cost: number): object => ({
  apiProtocol: 'openai',
  tokensIn,
  tokensOut,
  cacheWrites: 0,
  cacheReads: 0,
  cost,
});

describe('usage: Roo Code and the older Kilo Code', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(roo, sample);
    assert.deepEqual(read.counted, {
      calls: 3,
      unmeasured: 0,
      tokens: { input: 2200, cacheRead: 8500, cacheWrite5m: 1000, cacheWrite1h: 0, output: 340, reasoning: 0 },
    });
    assert.equal(costOf(read), 7500);
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 1);
    assert.equal(read.calls[0]?.call.project, 'shop');
  });

  it('is read of every editor, and of Kilo Code and Zoo Code, on every system', () => {
    const editors = ['Library/Application Support/VSCodium', 'AppData/Roaming/Windsurf', '.config/Trae CN', '.config/Positron'];
    for (const home of [...editors, '.cursor-server/data', '.vscode-remote/data', '.openvscode-server/data', '.local/share/code-server'])
      for (const name of [extension, 'kilocode.kilo-code', 'zoocodeorganization.zoo-code'])
        assert.equal(
          readOnce(roo, { [`${home}/User/globalStorage/${name}/tasks/t/ui_messages.json`]: [request(at, used(5, 1, 0))] }).counted.calls,
          1,
        );
  });

  /** @see https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/apps/cli/src/lib/task-history/index.ts */
  it('is read of the command line of both, and of Kilo Code in JetBrains, where what was brought back from its cloud is the same', () => {
    const fileOf = (place: string, task: string): string => `${place}/tasks/${task}/ui_messages.json`;
    const ofKilo = [
      '.kilocode/cli/global',
      '.kilocode/globalStorage/kilocode.kilo-code',
      '.config/Code/User/globalStorage/kilocode.kilo-code',
    ];
    const files = ofKilo.map((place, index) => [fileOf(place, `t${index}`), [request(at, used(5, 1, 0))]] as const);
    const ofRoo = [fileOf('.vscode-mock/global-storage', 't'), [request(at, used(7, 1, 0))]] as const;
    assert.equal(readOnce(roo, Object.fromEntries([...files, ofRoo])).counted.tokens.input, 12);
  });

  it('takes what was cached out of the input, which holds it', () => {
    const told = { ...used(6000, 1, 0), cacheReads: 4500, cacheWrites: 1000 };
    assert.deepEqual(readOnce(roo, { [file]: [request(at, told)] }).counted.tokens, {
      ...noTokens,
      input: 500,
      cacheRead: 4500,
      cacheWrite5m: 1000,
      output: 1,
    });
  });

  it('does not where an old version left it out, so that there is less input than was cached', () => {
    assert.equal(readOnce(roo, { [file]: [request(at, { ...used(500, 1, 0), cacheReads: 4500 })] }).counted.tokens.input, 500);
  });

  it('counts a request that has begun, was stopped, or of which nothing was told as not measured', () => {
    const begun = [
      { apiProtocol: 'openai' },
      { ...used(0, 0, 0), cancelReason: 'user_cancelled' },
      { ...used(0, 0, 0), usageMissing: true },
    ];
    const { calls, unmeasured } = readOnce(roo, { [file]: begun.map((told, index) => request(at + index, told)) }).counted;
    assert.deepEqual([calls, unmeasured], [0, 3]);
  });

  it('counts what was condensed by its cost, and not as a call', () => {
    const condensed = {
      ts: at,
      type: 'say',
      say: 'condense_context',
      contextCondense: { cost: 0.25, prevContextTokens: 9000, newContextTokens: 9 },
    };
    const read = readOnce(roo, { [file]: [condensed] });
    assert.deepEqual([read.counted.calls, read.counted.unmeasured, costOf(read)], [0, 0, 250_000]);
  });

  it('does not count requests again that were seen before they were deleted, in whatever state it was read', () => {
    const [a, b, c] = [request(at, used(10, 1, 0.1)), request(at + 1, used(20, 2, 0.2)), request(at + 3, used(40, 4, 0.4))];
    const deleted = request(at + 2, used(20, 2, 0.2), 'api_req_deleted');
    const states = [
      [a, b],
      [a, deleted],
      [a, deleted, c],
      [a, deleted, request(at + 4, used(40, 4, 0.4), 'api_req_deleted')],
    ];
    for (const seen of [[3], [0, 3], [1, 3], [0, 1, 2, 3], [2, 3], [0, 0, 1, 1, 3, 3]]) {
      const last = changingHome(roo, ({ write, scan }) =>
        seen.map((state) => {
          write(file, states[state]);
          return scan();
        }),
      ).at(-1);
      assert.ok(last);
      assert.deepEqual([last.counted.tokens.input, costOf(last)], [70, 700_000], String(seen));
    }
  });

  it('knows that a sum of what was deleted does not hold an earlier one', () => {
    const states = [
      [request(at, used(10, 1, 0.1))],
      [request(at + 1, used(10, 1, 0.1), 'api_req_deleted')],
      [request(at + 3, used(40, 4, 0.4), 'api_req_deleted')],
    ];
    const last = changingHome(roo, ({ write, scan }) =>
      states.map((state) => {
        write(file, state);
        return scan();
      }),
    ).at(-1);
    assert.equal(last?.counted.tokens.input, 50);
  });

  it('changes nothing by reading again, and tells a file that is no list of messages', () => {
    changingHome(roo, ({ write, scan }) => {
      write(file, [request(at, used(5, 1, 0.1))]);
      const { counted } = scan();
      assert.deepEqual(scan().counted, counted);
      write(file, { version: 2 });
      const after = scan();
      assert.deepEqual(after.counted, counted);
      assert.deepEqual(after.report.skipped, [{ file: 'ui_messages.json', reason: 'malformed' }]);
    });
  });
});
