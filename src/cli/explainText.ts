import { explainGroup, type ExplainedGroup } from '../core/explained/explainGroup';
import { explainedJson } from '../core/explained/explainedJson';
import { explainedSentences } from '../core/explained/explainedWords';
import type { PriceIn } from '../core/explained/priceIn';
import { spendingGroups, type AccountPlaceName, type PlacedGroup } from '../core/explained/spendingGroups';
import type { HistoryRow } from '../core/history/historyRow';
import type { AccountId } from '../core/model/accountId';
import { formatMoney } from '../core/money/formatMoney';
import type { FindMeant } from '../core/prices/meantProvider';
import { utcMinute } from '../core/time/isoTime';
import { english } from '../core/text/translate';
import type { CountedCall } from '../core/usage/countedCall';
import type { LoggedProvider } from '../core/usage/loggedCall';
import type { ExplainArguments } from './usageArguments';

/** What is to be explained. */
export interface ExplainedRows {
  readonly rows: readonly HistoryRow[];
  readonly placeOf: (account: AccountId) => AccountPlaceName | null;
}

export function explainText(
  { json, now }: Pick<ExplainArguments, 'json' | 'now'>,
  { rows, placeOf }: ExplainedRows,
  calls: readonly CountedCall[],
  meant: FindMeant,
  priceIn: PriceIn,
): string {
  const groups = spendingGroups(rows, placeOf);
  const explained = groups.map((group) =>
    explainGroup(
      group,
      calls.filter(({ call }) => isOf(group, call.provider, meant)),
      priceIn,
      now,
    ),
  );
  const unknown = [...new Set(rows.map(({ account }) => account))].filter((account) => placeOf(account) === null);
  if (json) return JSON.stringify({ accounts: explained.map(explainedJson), unknownProvider: unknown }, null, 2);
  const lines = explained.map(linesOf);
  const notes = unknown.map(
    (account) => `${account}: nothing says whose account it is, so no log can explain it. Name it with --provider.`,
  );
  return [...lines, ...notes].join('\n\n') || 'There are no balances in this history, so there is nothing to explain.';
}

/** What a model's name alone suggests is booked on no account. */
function isOf({ place }: PlacedGroup, provider: LoggedProvider | null, meant: FindMeant): boolean {
  if (provider === null || provider.evidence === 'model') return false;
  const site = meant(provider);
  return site?.provider === place.provider && (site.site === null || place.site === null || site.site === place.site);
}

function linesOf(group: ExplainedGroup): string {
  const texts = {
    amount: (amount: Parameters<typeof formatMoney>[0], unit: Parameters<typeof formatMoney>[1]): string => formatMoney(amount, unit, 'en'),
    time: utcMinute,
    toolName: (tool: string): string => tool,
    t: english,
  };
  return [`${group.accounts.join(' + ')} ${group.unit}`, ...explainedSentences(group, texts).map((sentence) => `  ${sentence}`)].join('\n');
}
