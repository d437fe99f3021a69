import { accountView, type AccountFacts } from '../../src/core/views/accountView';
import type { Display } from '../../src/core/views/amountText';
import { accountPickRow } from '../../src/core/views/accountsPickView';
import { receiptJson, receiptMarkdown } from '../../src/core/views/receiptView';
import { statusView } from '../../src/core/views/statusView';
import { tooltipView } from '../../src/core/views/tooltipView';
import { accountsTree } from '../../src/core/views/treeView';
import { formatAge } from '../../src/core/time/age';
import { english } from '../../src/core/text/translate';

export function displayAt(now: number): Display {
  return { now, locale: 'en', t: english };
}

/** How old a value of this time is on any surface. */
export function ageOf(at: number, now: number): string {
  return formatAge(at, displayAt(now));
}

/** Everything that any surface would show of an account, as one text. */
export function everySurface(facts: AccountFacts, display: Display): string {
  const view = accountView(facts, display);
  const shown = [
    view,
    statusView([view], { shows: { kind: 'all' }, names: 'full' }, english),
    tooltipView([view], english),
    accountPickRow(view, english),
    accountsTree([facts], [], display),
    receiptMarkdown(facts, display),
    receiptJson(facts, display),
  ];
  return shown.map((surface) => JSON.stringify(surface)).join('\n');
}
