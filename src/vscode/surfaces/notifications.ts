import { titleOf } from '../../core/views/accountView';
import { subjectOf, type Alert } from '../../core/checks/alerts';
import { alertText, ruleName } from '../../core/notify/alertText';
import { flash, showError, showInfo, showPick, showWarning } from '../editor/dialogs';
import { runCommand } from '../editor/runCommand';
import type { Session } from '../accounts/session';
import { turnOffRule } from '../editor/settings';
import { display, t } from '../editor/translation';
import type { AccountId } from '../../core/model/accountId';

type Action = readonly [label: string, run: () => Promise<void>];

/** Tells one alert, with what can be done about it. More than three buttons would be cut off, so the rest is a list. */
export async function tellAlert(session: Session, alert: Alert): Promise<void> {
  const facts = session.factsOf(alert.account);
  if (!facts) return;
  const text = alertText(titleOf(facts), alert, display());
  const { first, more } = actionsOf(session, alert);
  const actions = new Map([...first, [t('More…'), () => chooseAction(text, more)] as const]);
  const show = alert.rule === 'exhausted' || alert.rule === 'unavailable' ? showError : showWarning;
  await actions.get((await show(text, ...actions.keys())) ?? '')?.();
}

function actionsOf(session: Session, alert: Alert): { readonly first: readonly Action[]; readonly more: readonly Action[] } {
  const { account, rule } = alert;
  const subject = subjectOf(alert);
  const silence: readonly Action[] =
    subject !== null && rule !== 'idleSpend' ? [[t('Snooze until Top-up'), () => snooze(session, account, subject)]] : [];
  const limit: readonly Action[] =
    rule === 'low' || rule === 'critical' ? [[t('Change Threshold…'), () => runCommand('apiBalance.changeThreshold', account)]] : [];
  return {
    first: [...remedyOf(session, alert), ...silence],
    more: [
      [t('Show History'), () => runCommand('apiBalance.showHistory', account)],
      ...limit,
      [t('Turn Off These Alerts'), () => neverAgain(alert)],
    ],
  };
}

/** None where the person hosts it: no page of it is known. */
function remedyOf(session: Session, { account, rule, refusal }: Alert): readonly Action[] {
  if (refusal?.kind === 'missingKey') return [[t('Enter Key'), () => runCommand('apiBalance.replaceKey', account)]];
  if (refusal?.kind === 'unauthorized') return [[t('Replace Key'), () => runCommand('apiBalance.replaceKey', account)]];
  if (rule === 'checkFailing') return [[t('Check Again'), () => runCommand('apiBalance.checkAccount', account)]];
  if (session.factsOf(account)?.provider.links === undefined) return [];
  return [[t('Open Billing'), () => runCommand('apiBalance.openBilling', account)]];
}

async function chooseAction(placeHolder: string, actions: readonly Action[]): Promise<void> {
  const chosen = await showPick(
    actions.map(([label, run]) => ({ label, run })),
    { placeHolder },
  );
  await chosen?.run();
}

function snooze(session: Session, account: AccountId, subject: string): Promise<void> {
  session.watch.change(account, (before) => ({
    ...before,
    alerts: { ...before.alerts, snoozed: [...new Set([...before.alerts.snoozed, subject])] },
  }));
  flash(t('Alerts for this balance are off until it is topped up'));
  return Promise.resolve();
}

async function neverAgain({ rule }: Alert): Promise<void> {
  await turnOffRule(rule);
  void showInfo(t('These alerts are off now: {rule}. Turn them on again in the settings.', { rule: ruleName(rule, t) }));
}
