import * as vscode from 'vscode';
import type { HistoryStore } from '../../core/history/historyStore';
import { headline } from '../../core/model/headline';
import { inMarkdown } from '../../core/text/plainText';
import { dayMs } from '../../core/time/durations';
import { accountCard } from '../../core/views/accountCard';
import { accountView, thresholdsOf, type AccountFacts } from '../../core/views/accountView';
import { sparkline } from '../../core/views/sparkline';
import { display, t } from '../editor/translation';

const commands = {
  showHistory: 'apiBalance.showHistory',
  checkAccount: 'apiBalance.checkAccount',
  showReceipt: 'apiBalance.showReceipt',
  openBilling: 'apiBalance.openBilling',
} as const;

const picture = { width: 320, height: 48 };

/** The card of an account on a line of the sidebar: its numbers, why it is in its state, 30 days as a line, and what can be done. */
export function accountHover(facts: AccountFacts, store: Pick<HistoryStore, 'series'>): vscode.MarkdownString {
  const { account, provider, snapshot } = facts;
  const now = display();
  const unit = snapshot.reading && (headline(snapshot.reading.balances, thresholdsOf(account), account.pinnedUnit)?.unit ?? null);
  const span = { from: now.now - 30 * dayMs, to: now.now };
  const buckets = unit === null ? [] : store.series({ account: account.id, unit }, span.from, span.to, 60);
  const { title, lines, course } = accountCard(accountView(facts, now), unit, buckets, now, facts.explained);
  const hover = new vscode.MarkdownString(`**${inMarkdown(title)}**`);
  hover.isTrusted = { enabledCommands: Object.values(commands) };
  for (const line of lines) hover.appendMarkdown(`\n\n${inMarkdown(line)}`);
  if (course !== null) {
    const svg = sparkline(buckets, { ...span, ...picture, color: lineColor() });
    if (svg !== '') hover.appendMarkdown(`\n\n![${inMarkdown(course)}](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`);
    hover.appendMarkdown(`\n\n${inMarkdown(course)}`);
  }
  const link = (text: string, command: string): string =>
    `[${text}](command:${command}?${encodeURIComponent(JSON.stringify([account.id]))})`;
  const links = [
    link(t('Open'), commands.showHistory),
    link(t('Check'), commands.checkAccount),
    link(t('Receipt'), commands.showReceipt),
    ...(provider.links ? [link(t('Billing'), commands.openBilling)] : []),
  ];
  return hover.appendMarkdown(`\n\n${links.join(' · ')}`);
}

/** `prefers-color-scheme` in the picture would follow the operating system, and a variable of the theme does not reach it. */
function lineColor(): string {
  const colors: Readonly<Record<vscode.ColorThemeKind, string>> = {
    [vscode.ColorThemeKind.Light]: '#005fb8',
    [vscode.ColorThemeKind.Dark]: '#4daafc',
    [vscode.ColorThemeKind.HighContrast]: '#3ff23f',
    [vscode.ColorThemeKind.HighContrastLight]: '#0f4a85',
  };
  return colors[vscode.window.activeColorTheme.kind];
}
