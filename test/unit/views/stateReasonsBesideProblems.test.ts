import assert from 'node:assert/strict';
import { renderTable } from '../../../src/cli/render';
import { judgeReading, type AccountState } from '../../../src/core/model/accountState';
import { accountView, stateName } from '../../../src/core/views/accountView';
import { checkReport } from '../../../src/core/views/checkReport';
import { startupViews } from '../../../src/core/views/startupViews';
import { defaultThresholds } from '../../../src/core/model/headline';
import { accountPickRow } from '../../../src/core/views/accountsPickView';
import type { Reading } from '../../../src/core/model/reading';
import type { ProviderError } from '../../../src/core/model/providerError';
import { receiptMarkdown } from '../../../src/core/views/receiptView';
import { stateReasonText } from '../../../src/core/views/stateReasonText';
import { statusView } from '../../../src/core/views/statusView';
import { tooltipView } from '../../../src/core/views/tooltipView';
import { english } from '../../../src/core/text/translate';
import { accountsTree } from '../../../src/core/views/treeView';
import { summaryMessage } from '../../../src/core/notify/summary';
import { deepseek } from '../../../src/providers';
import { cap, exact, factsOf, held, readingOf, start } from '../../support/accounts';
import { displayAt } from '../../support/surfaces';
import { latestReadings } from '../../../src/core/history/latestReadings';
import { host } from '../../support/watch';
import { idOf } from '../../support/ids';
import { messageBody } from '../../support/channels';

const display = displayAt(start);
const scoped: ProviderError = { kind: 'insufficientScope', host };

describe('a state that has a reason says it on every surface, beside whatever else went wrong', () => {
  const rows: readonly (readonly [what: string, state: AccountState, reading: Reading])[] = [
    ['low by a cap, of a key that may not read the account', 'low', readingOf([], { caps: [cap('3')], problems: [scoped] })],
    ['a cap used up, of a key that may not read the account', 'exhausted', readingOf([], { caps: [cap('0')], problems: [scoped] })],
    [
      'low in one currency, and another that could not be read',
      'low',
      readingOf([held('USD', '4'), held('CNY', null)], { problems: [scoped] }),
    ],
    [
      'calls refused, and a part that could not be read',
      'unavailable',
      readingOf([held('USD', '40')], { callsRefused: true, problems: [scoped] }),
    ],
    ['a plan that is used up, and calls that are billed', 'ok', readingOf([{ ...held('characters', '0'), overage: 'unlimited' }])],
  ];
  for (const [what, state, reading] of rows) {
    const facts = factsOf({ reading, checkedAt: start });
    const view = accountView(facts, display);
    const judgement = judgeReading(reading, defaultThresholds);
    const surfaces: readonly (readonly [surface: string, text: string])[] = [
      [
        'table of a check',
        renderTable(
          checkReport([{ account: facts.account, provider: deepseek, outcome: { ok: true, reading } }], start, defaultThresholds, english),
          {},
        ),
      ],
      ['receipt', receiptMarkdown(facts, display)],
      ['sidebar', JSON.stringify(accountsTree([facts], [], display)[0]?.children)],
      ['sidebar in words', accountsTree([facts], [], display)[0]?.words ?? ''],
      ['status bar in words', statusView([view], { shows: { kind: 'all' }, names: 'short' }, english).label],
      ['row of the list', JSON.stringify(accountPickRow(view, english))],
      ['line of a message', messageBody(summaryMessage([facts], display), 'discord', english)],
    ];
    it(`${what}: the same state in the tooltip of the status bar`, () =>
      assert.ok(tooltipView([view], english).rows[0]?.state.startsWith(stateName(state, english))));
    for (const [surface, text] of surfaces) {
      it(`${what}: ${surface}`, () => {
        assert.equal(view.state, state);
        const reason = judgement.reason && stateReasonText(judgement.reason, display);
        assert.ok(reason && text.replace(/[\u200b\\]/g, '').includes(reason), `"${reason}" in ${text}`);
      });
    }
  }
  it('in a window that has just opened', () => {
    const row = { account: idOf('work'), unit: 'USD', reading: { at: start, epoch: 0, available: exact('4'), paid: null, granted: null } };
    const [view] = startupViews([{ id: 'work', provider: 'deepseek' }], latestReadings({ rows: [row], spend: [] }), display);
    assert.equal(view?.state, 'low');
    assert.match(statusView([view], { shows: { kind: 'all' }, names: 'short' }, english).label, /Low: \S/);
  });
});
