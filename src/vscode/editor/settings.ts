import { ConfigurationTarget, workspace } from 'vscode';
import type { StatusBarShows, StatusStyle } from '../../core/views/statusView';
import { alertRules, type AlertRule } from '../../core/checks/alerts';
import { allowedMinutes } from '../../core/accounts/refreshInterval';
import type { UsageEntries } from '../../core/prices/readUsageEntries';
import type { SummaryPace } from '../../core/notify/summaryTurn';
import { section } from './ids';
import { asAccountId, type AccountId } from '../../core/model/accountId';

/**
 * Reads the person's own value or the default, never a workspace's. The settings are application-scoped already;
 * this holds even if a scope were loosened, since a repository must not say where keys go.
 */
function ownValue(key: string): unknown {
  const inspected = workspace.getConfiguration(section).inspect<unknown>(key);
  return inspected?.globalValue ?? inspected?.defaultValue;
}

export function accountsSetting(): unknown {
  return ownValue('accounts');
}

/** Amounts by unit, for accounts that have none of their own. */
export function lowBalanceSetting(): unknown {
  return ownValue('lowBalance');
}

/** For a total of several currencies, as the person typed them. */
export function totalSettings(): { readonly currency: unknown; readonly rates: unknown } {
  return { currency: ownValue('total.currency'), rates: ownValue('total.rates') };
}

export function statusBarStyle(): StatusStyle {
  const names = ownValue('statusBar.name');
  return { shows: statusBarShows(), names: names === 'off' || names === 'full' ? names : 'short' };
}

export function statusBarShows(): StatusBarShows {
  const accountId = ownValue('statusBar.account');
  if (typeof accountId === 'string' && accountId !== '') return { kind: 'pinned', accountId: asAccountId(accountId) };
  return { kind: ownValue('statusBar.show') === 'all' ? 'all' : 'lowest' };
}

export function amountsHidden(): boolean {
  return ownValue('hideAmounts') === true;
}

export async function setAmountsHidden(areHidden: boolean): Promise<void> {
  await write('hideAmounts', areHidden);
}

/** 0 keeps everything. */
export function historyKeepDays(): number {
  const days = ownValue('history.keepDays');
  return typeof days === 'number' && Number.isInteger(days) && days > 0 ? days : 0;
}

/** Where a history is that machines share; empty: nowhere. */
export function sharedServerSetting(): string {
  const server = ownValue('history.postgres');
  return typeof server === 'string' ? server.trim() : '';
}

export async function setSharedServer(server: string): Promise<void> {
  await write('history.postgres', server);
}

/** The tools whose logs may be read, by the ids of their readers; none until the person has chosen. Each machine has its own. */
export function usageTools(): readonly string[] {
  const tools = ownValue('usage.tools');
  return Array.isArray(tools) ? tools.filter((tool) => typeof tool === 'string') : [];
}

export async function setUsageTools(tools: readonly string[]): Promise<void> {
  await write('usage.tools', tools);
}

/** What is so about prices, and which account pays for what, as it was typed. */
export function usageEntries(): UsageEntries {
  return { prices: ownValue('usage.prices'), accounts: ownValue('usage.accounts') };
}

export async function setUsageEntries(list: keyof UsageEntries, entries: readonly unknown[]): Promise<void> {
  await write(`usage.${list}`, entries);
}

export function projectsHidden(): boolean {
  return ownValue('usage.hideProjects') === true;
}

/** Minutes; 0 is off. A number out of range counts as the nearest one, anything else as the default. */
export function refreshMinutes(): number {
  return allowedMinutes(ownValue('refresh.interval')) ?? 0;
}

/** Minutes after which a balance is renewed when the window gets the focus; 0 is off. */
export function focusMinutes(): number {
  return Math.max(0, numberValue('refresh.onFocus'));
}

export function alertRulesOn(): ReadonlySet<AlertRule> {
  return new Set(alertRules.filter((rule) => (rule === 'runway' ? runwayDays() > 0 : ownValue(`alerts.${rule}`) === true)));
}

export function runwayDays(): number {
  return Math.max(0, numberValue('alerts.runwayDays'));
}

/** "Never again": for one rule, in every window. */
export async function turnOffRule(rule: AlertRule): Promise<void> {
  await write(rule === 'runway' ? 'alerts.runwayDays' : `alerts.${rule}`, rule === 'runway' ? 0 : false);
}

export function summaryPace(): SummaryPace {
  const pace = ownValue('summary');
  return pace === 'hourly' || pace === 'daily' ? pace : 'off';
}

/** Empty: none is kept. */
export function logFile(): string {
  const file = ownValue('logFile');
  return typeof file === 'string' ? file.trim() : '';
}

export async function setRefreshMinutes(minutes: number): Promise<void> {
  await write('refresh.interval', minutes);
}

function numberValue(key: string): number {
  const value = ownValue(key);
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** The editor refused, such as for a file with a mistake in it or one that is not saved. Its message is the editor's own sentence. */
export class SettingsNotWritten extends Error {
  override readonly name = 'SettingsNotWritten';
}

async function write(key: string, value: unknown): Promise<void> {
  try {
    await workspace.getConfiguration(section).update(key, value, ConfigurationTarget.Global);
  } catch (cause) {
    throw new SettingsNotWritten(cause instanceof Error ? cause.message : '', { cause });
  }
}

export async function writeAccounts(entries: readonly unknown[]): Promise<void> {
  await write('accounts', entries);
}

/** Null: none in particular. */
export async function pinAccount(accountId: AccountId | null): Promise<void> {
  await write('statusBar.account', accountId ?? '');
}
