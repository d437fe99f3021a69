import * as vscode from 'vscode';
import { inMarkdown } from '../../core/text/plainText';
import type { TooltipRow, TooltipView } from '../../core/views/tooltipView';
import { t } from '../editor/translation';

/** The commands of its links, and no others, whatever a name of an account may hold. */
const commands = {
  showHistory: 'apiBalance.showHistory',
  showOverview: 'apiBalance.showOverview',
  checkAll: 'apiBalance.checkAll',
  watchBalances: 'apiBalance.watchBalances',
  addAccount: 'apiBalance.addAccount',
} as const;

/** @param background what happens without a click */
export function statusTooltip({ rows, more }: TooltipView, background: readonly string[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = { enabledCommands: Object.values(commands) };
  if (rows.length === 0) return tooltip.appendMarkdown(`${t('No account yet.')} ${link(t('Add Account'), commands.addAccount)}`);
  tooltip.appendMarkdown(table(rows));
  for (const line of background) tooltip.appendMarkdown('\n\n').appendText(line);
  const overview = more === 0 ? t('Overview') : t('Overview and {count} more', { count: more });
  const links = [
    link(overview, commands.showOverview),
    link(t('Check All'), commands.checkAll),
    link(t('Watch'), commands.watchBalances),
    link(t('Add Account'), commands.addAccount),
  ];
  return tooltip.appendMarkdown(`\n\n${links.join(' · ')}`);
}

function table(rows: readonly TooltipRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line([t('Account'), t('Left'), t('State'), t('Checked')].map(wide)),
    line([':--', '--:', ':--', ':--']),
    ...rows.map(({ accountId, name, left, state, checked }) =>
      line([link(name, commands.showHistory, accountId), ...[left, state, checked].map(inMarkdown)].map(wide)),
    ),
  ].join('\n');
}

/** Columns stand four pixels apart, and break where there is a blank. */
function wide(cell: string): string {
  return `${cell.replaceAll(' ', '\u00a0')}&emsp;`;
}

function link(text: string, command: string, argument?: string): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${inMarkdown(text)}](command:${command}${query})`;
}
