import type { ExplainedCalls } from '../core/explained/explainCalls';
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
import type { Environment } from './environmentAccounts';
import { isNamed } from './isNamed';
import { payersText } from './payersText';
import { skipLines, type SkippedLogs } from './skipLines';
import { noLogs } from './usageText';

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

/** What logs account for, and what came of reading them. */
interface ExplainedLogs extends Pick<ExplainedCalls, 'groups' | 'payers'> {
  readonly logs: readonly (SkippedLogs & { readonly filesRead: number })[];
}

interface Said {
  readonly accounts: readonly AccountId[];
  readonly json: boolean;
  readonly now: number;
  readonly environment: Environment;
}

/** What was passed over, a paragraph for each account, and the calls of which no log says who pays. */
export function explainText(
  { groups, payers, logs }: ExplainedLogs,
  { rows, reported, placeOf }: ExplainedRows,
  { accounts, json, now, environment }: Said,
): string {
  const unknown = [...new Set([...rows, ...reported].map(({ account }) => account))].filter(
    (account) => placeOf(account) === null && isNamed({ accounts }, [account]),
  );
  if (json) {
    const asked = payers.map(({ total: { calls, unmeasured, unpriced, amounts }, ...payer }) => ({
      ...payer,
      ...{ calls, unmeasured, unpriced, amounts },
    }));
    return JSON.stringify({ accounts: groups.map(explainedJson), unknownProvider: unknown, payers: asked, logs }, null, 2);
  }
  const notes = unknown.map(
    (account) => `${account}: nothing says whose account it is, so no log can explain it. Name it with --provider.`,
  );
  const passedOver = logs.some(({ filesRead, filesSkipped }) => filesRead + filesSkipped > 0) ? logs.flatMap(skipLines) : [noLogs];
  const explained = [...groups.map(paragraph), ...notes];
  const nothing = 'This history has neither a balance nor spend that a provider reported, so there is nothing to explain.';
  return [
    ...(passedOver.length === 0 ? [] : [passedOver.join('\n')]),
    ...(explained.length === 0 ? [nothing] : explained),
    ...payersText(payers, environment, now),
  ].join('\n\n');
}

function paragraph(group: ExplainedGroup): string {
  const sentences = [...explainedSentences(group, texts), ...group.hints.map((hint) => hintText(hint, texts.toolName, english))];
  const basis = group.reported === null ? '' : ' as reported';
  return [`${group.accounts.join(' + ')} ${group.unit}${basis}`, ...sentences.map((sentence) => `  ${sentence}`)].join('\n');
}
