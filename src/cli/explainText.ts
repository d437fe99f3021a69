import type { ExplainedGroup } from '../core/explained/explainedGroup';
import { explainedJson } from '../core/explained/explainedJson';
import { hintText } from '../core/explained/hintText';
import { explainedSentences, type ExplainedTexts } from '../core/explained/explainedWords';
import type { ReportedSpend } from '../core/explained/reportedPeriod';
import type { AccountPlaceName } from '../core/explained/spendingGroups';
import type { HistoryRow } from '../core/history/historyRow';
import type { AccountId } from '../core/model/accountId';
import { formatMoney } from '../core/money/formatMoney';
import { utcMinute } from '../core/time/isoTime';
import { english } from '../core/text/translate';

/** What is to be explained. */
export interface ExplainedRows {
  readonly rows: readonly HistoryRow[];
  /** Of accounts without a balance. */
  readonly reported: readonly ReportedSpend[];
  readonly placeOf: (account: AccountId) => AccountPlaceName | null;
}

const texts: ExplainedTexts = {
  amount: (amount, unit) => formatMoney(amount, unit, 'en'),
  time: utcMinute,
  toolName: (tool) => tool,
  t: english,
};

/** One paragraph for each account. */
export function explainText(groups: readonly ExplainedGroup[], { rows, reported, placeOf }: ExplainedRows, isJson: boolean): string {
  const unknown = [...new Set([...rows, ...reported].map(({ account }) => account))].filter((account) => placeOf(account) === null);
  if (isJson) return JSON.stringify({ accounts: groups.map(explainedJson), unknownProvider: unknown }, null, 2);
  const notes = unknown.map(
    (account) => `${account}: nothing says whose account it is, so no log can explain it. Name it with --provider.`,
  );
  return (
    [...groups.map(paragraph), ...notes].join('\n\n') ||
    'This history has neither a balance nor spend that a provider reported, so there is nothing to explain.'
  );
}

function paragraph(group: ExplainedGroup): string {
  const sentences = [...explainedSentences(group, texts), ...group.hints.map((hint) => hintText(hint, texts.toolName, english))];
  return [`${group.accounts.join(' + ')} ${group.unit}`, ...sentences.map((sentence) => `  ${sentence}`)].join('\n');
}
