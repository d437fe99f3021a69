import * as vscode from 'vscode';
import { readingState, type AccountState } from '../../core/model/accountState';
import { thresholdsOf, type AccountFacts } from '../../core/views/accountView';
import { t } from '../editor/translation';

const scheme = 'api-balance-account';

const marks: Readonly<Partial<Record<AccountState, { readonly badge: string; readonly color: string; readonly tooltip: () => string }>>> = {
  low: { badge: '!', color: 'list.warningForeground', tooltip: () => t('Low') },
  exhausted: { badge: '!!', color: 'list.errorForeground', tooltip: () => t('Exhausted') },
  unavailable: { badge: '!!', color: 'list.errorForeground', tooltip: () => t('Calls refused') },
};

/** An address that stands for an account in this state, so that the tree colours its line. */
export function decorationUri(line: string, state: AccountState): vscode.Uri | undefined {
  return marks[state] ? vscode.Uri.from({ scheme, path: `/${line}`, query: state }) : undefined;
}

export const accountDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration: ({ scheme: of, query }) => {
    const mark = of === scheme ? Object.entries(marks).find(([state]) => state === query)?.[1] : undefined;
    return mark ? new vscode.FileDecoration(mark.badge, mark.tooltip(), new vscode.ThemeColor(mark.color)) : undefined;
  },
};

/** How many accounts need money, on the view's icon. */
export function badgeOf(facts: readonly AccountFacts[]): vscode.ViewBadge | undefined {
  const states = facts.map(({ account, snapshot }) =>
    snapshot.reading ? readingState(snapshot.reading, thresholdsOf(account), account.pinnedUnit) : 'unknown',
  );
  const value = states.filter((state) => marks[state] !== undefined).length;
  return value === 0
    ? undefined
    : { value, tooltip: value === 1 ? t('One account needs money') : t('{count} accounts need money', { count: value }) };
}
