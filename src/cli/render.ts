import type { AccountState } from '../core/model/accountState';
import type { AccountReport, CheckReport } from '../core/views/checkReport';
import { inMarkdown, oneLine } from '../core/text/plainText';
import { reasonBeside } from '../core/views/stateReasonText';
import { english } from '../core/text/translate';
import { width } from './columns';

const headings = ['Account', 'State', 'Balance', 'Details'] as const;

export type Labels = Readonly<Record<string, string>>;

type Paint = (state: AccountState, text: string) => string;

/** Exact amounts with their units, in columns for a terminal; what colours a state adds no column. */
export function renderTable(report: CheckReport, labels: Labels, paint: Paint = (_state, text) => text): string {
  const rows = [headings, ...report.accounts.map((account) => cells(account, report.at, labels).map(oneLine))];
  const widths = headings.map((_heading, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const states = [undefined, ...report.accounts.map(({ state }) => state)];
  const drawn = (cell: string, column: number, state?: AccountState): string =>
    state === undefined || headings[column] !== 'State' ? cell : paint(state, cell);
  const lines = rows.map((row, index) =>
    row
      .map((cell, column) => drawn(cell, column, states[index]) + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', `Checked ${report.at}`].join('\n');
}

export function renderMarkdown(report: CheckReport, labels: Labels): string {
  const row = (of: readonly string[]): string => `| ${of.map(inMarkdown).join(' | ')} |`;
  return [
    row(headings),
    row(headings.map(() => '---')),
    ...report.accounts.map((account) => row(cells(account, report.at, labels))),
    '',
    `Checked ${report.at}`,
  ].join('\n');
}

function cells(account: AccountReport, checkedAt: string, labels: Labels): readonly string[] {
  const { state, reason, balances, caps, error } = account;
  const name = Object.hasOwn(labels, account.account) ? (labels[account.account] ?? account.account) : account.account;
  const why = reasonBeside(error?.message ?? null, state, reason, english);
  const details = [
    ...(why === null ? [] : [why]),
    ...balances.flatMap(balanceDetails),
    ...caps.map(capText),
    ...spendTexts(account),
    // The reason says it already.
    ...(why?.startsWith('not updated since') ? [] : timeTexts(account, checkedAt)),
    ...(error ? [error.message] : []),
  ];
  return [
    name,
    state,
    balances.map(({ unit, available, atMost }) => `${atMost && available !== null ? 'up to ' : ''}${money(available, unit)}`).join(', ') ||
      '–',
    details.join('; '),
  ];
}

const partNames: ReadonlyMap<string, string> = new Map([['creditLine', 'credit line']]);

function balanceDetails({ unit, parts, bought, overage }: AccountReport['balances'][number]): readonly string[] {
  return [
    ...parts.map(({ kind, amount }) => `${partNames.get(kind) ?? kind} ${money(amount, unit)}`),
    ...(bought === undefined ? [] : [`bought in all ${money(bought, unit)}`]),
    ...(overage === undefined ? [] : [overage === 'unlimited' ? 'overage without a limit' : `overage ${money(overage, unit)} left`]),
  ];
}

const capNames: ReadonlyMap<string, string> = new Map([
  ['tier', 'budget of the tier'],
  ['window', 'budget of the window'],
  ['team', 'budget of the team'],
  ['user', 'budget of the user'],
]);

function capText({ unit, limit, remaining, resets, owner = 'key', resetsAt }: AccountReport['caps'][number]): string {
  const when = resetsAt === undefined ? (resets === 'never' || resets === 'unknown' ? '' : `, ${resets}`) : `, set back ${resetsAt}`;
  return `${capNames.get(owner) ?? 'key cap'} ${money(remaining, unit)} left of ${money(limit, unit)}${when}`;
}

const windowNames: ReadonlyMap<string, string> = new Map([
  ['month', 'spent this month'],
  ['total', 'spent in total'],
]);

/** The month says most; what was spent in total stands beside what was bought, or where there is no month. */
function spendTexts({ spend, balances }: AccountReport): readonly string[] {
  const hasMonth = spend.some(({ window, amount }) => window === 'month' && amount !== null);
  const isShown = (window: string): boolean =>
    window === 'month' || (window === 'total' && (!hasMonth || balances.some(({ bought }) => bought !== undefined)));
  return spend.flatMap(({ unit, window, amount, atLeast }) =>
    isShown(window) && amount !== null ? [`${windowNames.get(window) ?? window} ${atLeast ? 'at least ' : ''}${money(amount, unit)}`] : [],
  );
}

/** An amount that was true some time ago says when. */
function timeTexts({ at }: AccountReport, checkedAt: string): readonly string[] {
  return at !== null && Date.parse(checkedAt) - Date.parse(at) > 60_000 ? [`as of ${at}`] : [];
}

function money(amount: string | null, unit: string): string {
  return amount === null ? `unknown ${unit}` : `${amount} ${unit}`;
}
