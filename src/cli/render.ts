import type { AccountReport, CheckReport } from '../core/checkReport';

const headings = ['Account', 'State', 'Balance', 'Details'] as const;

/** Exact amounts with their units, in columns for a terminal. */
export function renderTable(report: CheckReport, labels: Labels): string {
  const rows = [headings, ...report.accounts.map((account) => cells(account, labels))];
  const widths = headings.map((_heading, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const lines = rows.map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ').trimEnd());
  return [...lines, '', `Checked ${report.at}`].join('\n');
}

export function renderMarkdown(report: CheckReport, labels: Labels): string {
  const row = (of: readonly string[]): string => `| ${of.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(headings), row(headings.map(() => '---')), ...report.accounts.map((account) => row(cells(account, labels))), '', `Checked ${report.at}`].join('\n');
}

export type Labels = Readonly<Record<string, string>>;

function cells(account: AccountReport, labels: Labels): readonly string[] {
  const balances = account.balances.map(({ unit, available }) => money(available, unit));
  const parts = account.balances.flatMap(({ unit, parts: of }) => of.map(({ kind, amount }) => `${partNames[kind] ?? kind} ${money(amount, unit)}`));
  const caps = account.caps.map(({ unit, limit, remaining, resets }) => `key cap ${money(remaining, unit)} left of ${money(limit, unit)}${resets === 'never' ? '' : `, ${resets}`}`);
  const spend = account.spend.filter(({ window, amount }) => window === 'month' && amount !== null).map(({ unit, amount }) => `spent this month ${money(amount, unit)}`);
  const details = [...parts, ...caps, ...spend, ...(account.error ? [account.error.message] : [])];
  return [labels[account.account] ?? account.account, account.state, balances.join(', ') || '–', details.join('; ')];
}

const partNames: Readonly<Record<string, string>> = { creditLine: 'credit line' };

function money(amount: string | null, unit: string): string {
  return amount === null ? `unknown ${unit}` : `${amount} ${unit}`;
}

/** Columns a terminal uses: East Asian characters take two. */
function width(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1), 0);
}
