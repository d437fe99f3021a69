import assert from 'node:assert/strict';
import { renderMarkdown, renderTable } from '../../../src/cli/render';
import { judge, type AccountState } from '../../../src/core/model/accountState';
import { accountView, stateName, type AccountFacts } from '../../../src/core/views/accountView';
import { checkReport } from '../../../src/core/views/checkReport';
import { defaultThresholds } from '../../../src/core/model/headline';
import { accountPickRow } from '../../../src/core/views/accountsPickView';
import { inMarkdown } from '../../../src/core/text/plainText';
import type { Outcome } from '../../../src/core/model/outcome';
import { receiptJson, receiptMarkdown } from '../../../src/core/views/receiptView';
import { stateReasonText } from '../../../src/core/views/stateReasonText';
import { statusView } from '../../../src/core/views/statusView';
import { english } from '../../../src/core/text/translate';
import { accountsTree } from '../../../src/core/views/treeView';
import { balanceLogLines } from '../../../src/core/notify/balanceLogLines';
import { summaryMessage } from '../../../src/core/notify/summary';
import { factsOf } from '../../support/accounts';
import { readFixtures } from '../../support/fixture';
import { runFixture } from '../../support/fixtureOutcome';
import { displayAt } from '../../support/surfaces';
import { messageBody } from '../../support/channels';

const at = 1_700_000_000_000;
const display = displayAt(at);

interface Surfaces {
  readonly state: AccountState;
  /** null where there is nothing to explain. */
  readonly reason: string | null;
  readonly facts: AccountFacts;
  readonly outcome: Outcome;
}

async function surfacesOf(id: string, name: string): Promise<Surfaces> {
  const { outcome, provider } = await runFixture(id, name);
  const facts = factsOf(
    outcome.ok ? { reading: outcome.reading, checkedAt: at } : { error: outcome.error, checkedAt: at, failingSince: at },
    {},
    provider,
  );
  const { state, reason } = judge(
    outcome.ok ? { reading: outcome.reading, error: null } : { reading: null, error: outcome.error },
    defaultThresholds,
  );
  return { state, reason: reason && stateReasonText(reason, display), facts, outcome };
}

const reportOf = ({ facts, outcome }: Surfaces) =>
  checkReport([{ account: facts.account, provider: facts.provider, outcome }], at, defaultThresholds, english);

/** Each surface as text, and how the state and its reason stand there. */
const surfaces: Readonly<Record<string, (of: Surfaces) => string>> = {
  'JSON of a check': (of) => JSON.stringify(reportOf(of).accounts[0]),
  'table of a check': (of) => renderTable(reportOf(of), {}),
  'Markdown of a check': (of) => renderMarkdown(reportOf(of), {}),
  receipt: ({ facts }) => receiptMarkdown(facts, display),
  'receipt as JSON': ({ facts }) => receiptJson(facts, display),
  sidebar: ({ facts }) => JSON.stringify(accountsTree([facts], [], display)[0]),
  'sidebar in words': ({ facts }) => accountsTree([facts], [], display)[0]?.words ?? '',
  'status bar in words': ({ facts }) =>
    statusView([accountView(facts, display)], { shows: { kind: 'all' }, names: 'short' }, english).label,
  'row of the list': ({ facts }) => JSON.stringify(accountPickRow(accountView(facts, display), english)),
  'line of a message': ({ facts }) => messageBody(summaryMessage([facts], display), 'discord', english),
};

describe('the state of every fixture on every surface', () => {
  for (const { provider, name } of readFixtures()) {
    it(`${provider}/${name}`, async () => {
      const of = await surfacesOf(provider, name);
      const view = accountView(of.facts, display);
      assert.equal(view.state, of.state, 'views');
      assert.equal(view.reason, of.reason, 'with its reason');
      const [report] = reportOf(of).accounts;
      assert.deepEqual([report?.state, report?.reason], [of.state, of.reason], 'as JSON');
      const receipt = JSON.parse(receiptJson(of.facts, display)) as { readonly state: string; readonly reason: string | null };
      assert.deepEqual([receipt.state, receipt.reason], [of.state, of.reason], 'receipt as JSON');
      for (const line of balanceLogLines(of.facts.account, of.outcome, at)) assert.ok(line.endsWith(` state=${of.state}`), line);
      if (of.state !== 'low' && of.state !== 'exhausted' && of.state !== 'unavailable') return;
      assert.ok(of.reason, 'it has one');
      // A sentence about the failure names the provider.
      const reason = of.reason.replace(/^the provider /, '');
      for (const [surface, text] of Object.entries(surfaces)) {
        const said = text(of)
          .replace(/\u200b/g, '')
          .replaceAll('\\', '');
        assert.ok(said.includes(reason) || said.includes(inMarkdown(reason)), `${surface} does not say "${reason}": ${said}`);
      }
      assert.ok(surfaces['receipt']?.(of).includes(stateName(of.state, english)));
    });
  }
});
