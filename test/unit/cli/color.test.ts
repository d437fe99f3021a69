import assert from 'node:assert/strict';
import { coloredState, hasColor } from '../../../src/cli/color';
import { renderTable } from '../../../src/cli/render';
import { idOf } from '../../support/ids';

const terminal = { isTTY: true, hasColors: () => true };

describe('colours', () => {
  for (const [what, typed, environment, output, expected] of [
    ['a terminal', undefined, {}, terminal, true],
    ['a terminal without colours', undefined, {}, { isTTY: true, hasColors: () => false }, false],
    ['a pipe', undefined, {}, {}, false],
    ['NO_COLOR', undefined, { NO_COLOR: '1' }, terminal, false],
    ['NO_COLOR=0, which is a value', undefined, { NO_COLOR: '0' }, terminal, false],
    ['an empty NO_COLOR', undefined, { NO_COLOR: '' }, terminal, true],
    ['FORCE_COLOR in a pipe', undefined, { FORCE_COLOR: '1' }, {}, true],
    ['an empty FORCE_COLOR', undefined, { FORCE_COLOR: '' }, {}, false],
    ['FORCE_COLOR=0', undefined, { FORCE_COLOR: '0' }, terminal, false],
    ['FORCE_COLOR=false', undefined, { FORCE_COLOR: 'false' }, terminal, false],
    ['both', undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, {}, true],
    ['--color beside NO_COLOR', true, { NO_COLOR: '1' }, {}, true],
    ['--no-color beside FORCE_COLOR', false, { FORCE_COLOR: '1' }, terminal, false],
  ] as const)
    it(`${expected ? 'are drawn' : 'are not drawn'}: ${what}`, () => assert.equal(hasColor(typed, environment, output), expected));

  it('are of states that need somebody, and add no column', () => {
    const states = ['ok', 'unknown', 'low', 'exhausted', 'unavailable', 'failed'] as const;
    const report = {
      at: '2026-01-29T09:00:00.000Z',
      accounts: states.map((state) => ({
        account: idOf('low'),
        provider: 'p',
        site: null,
        state,
        reason: null,
        at: null,
        source: 'provider' as const,
        balances: [],
        caps: [],
        spend: [],
        error: null,
      })),
    };
    const [plain, colored] = [renderTable(report, {}), renderTable(report, {}, coloredState)];
    assert.equal(colored.replaceAll(/\u001b\[\d+m/g, ''), plain);
    assert.deepEqual(
      [...colored.matchAll(/\u001b\[(\d+)m(\w+)\u001b\[39m/g)].map(([, color, word]) => [word, color]),
      [
        ['low', '33'],
        ['exhausted', '31'],
        ['unavailable', '31'],
        ['failed', '31'],
      ],
    );
  });
});
