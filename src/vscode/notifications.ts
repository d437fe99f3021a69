import * as vscode from 'vscode';
import { titleOf } from '../core/accountView';
import type { Alert } from '../core/watch/alerts';
import { alertText, ruleName } from '../core/watch/alertText';
import { runCommand } from './runCommand';
import type { Session } from './session';
import { turnOffRule } from './settings';
import { scene, t } from './translation';

/** Tells one alert, with what can be done about it. */
export async function tellAlert(session: Session, alert: Alert): Promise<void> {
  const facts = session.factsOf(alert.account);
  if (!facts) return;
  const actions = actionsOf(session, alert);
  const show = alert.rule === 'exhausted' || alert.rule === 'unavailable' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const chosen = await show(alertText(titleOf(facts), alert, scene()), ...actions.keys());
  await actions.get(chosen ?? '')?.();
}

function actionsOf(session: Session, alert: Alert): ReadonlyMap<string, () => Promise<void>> {
  const { account, unit, rule } = alert;
  const isAboutMoney = unit !== null && rule !== 'idleSpend';
  const isAboutThreshold = rule === 'low' || rule === 'critical';
  const all: readonly (readonly [string, () => Promise<void>] | null)[] = [
    rule === 'checkFailing' ? [t('Check Again'), () => runCommand('apiBalance.checkAccount', account)] : [t('Open Billing'), () => runCommand('apiBalance.openBilling', account)],
    [t('History'), () => runCommand('apiBalance.showHistory', account)],
    isAboutMoney ? [t('Snooze until Top-up'), () => snooze(session, account, unit)] : null,
    isAboutThreshold ? [t('Change Threshold…'), () => runCommand('apiBalance.changeThreshold', account)] : null,
    [t('Never Again'), () => neverAgain(alert)],
  ];
  return new Map(all.filter((action) => action !== null));
}

function snooze(session: Session, account: string, unit: string): Promise<void> {
  session.watch.change(account, (before) => ({ ...before, alerts: { ...before.alerts, snoozed: [...new Set([...before.alerts.snoozed, unit])] } }));
  return Promise.resolve();
}

async function neverAgain({ rule }: Alert): Promise<void> {
  await turnOffRule(rule);
  void vscode.window.showInformationMessage(t('Alerts of this kind are off now: {rule}. Settings turn them on again.', { rule: ruleName(rule, t) }));
}
