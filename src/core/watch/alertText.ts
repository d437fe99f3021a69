import { amountText, type Scene } from '../amountText';
import { unit } from '../money';
import type { Alert, AlertRule } from './alerts';

type Describe = (title: string, alert: Alert, scene: Scene) => string;

/** What happened, with its number and its limit. One sentence for each rule. */
export function alertText(title: string, alert: Alert, scene: Scene): string {
  return texts[alert.rule](title, alert, scene);
}

const texts: Readonly<Record<AlertRule, Describe>> = {
  low: (title, alert, scene) => scene.t('{account} is low: {amount} left, at or under your threshold of {threshold}.', { account: title, amount: amountOf(alert, scene), threshold: limitOf(alert, scene) }),
  critical: (title, alert, scene) => scene.t('{account} is nearly empty: {amount} left, a fifth of your threshold of {threshold} or less.', { account: title, amount: amountOf(alert, scene), threshold: limitOf(alert, scene) }),
  exhausted: (title, alert, scene) => (alert.unit === null
    ? scene.t('{account} is exhausted: the provider refuses calls until it is paid up.', { account: title })
    : (alert.amount ?? 0) < 0
      ? scene.t('{account} is exhausted: {amount}.', { account: title, amount: amountOf(alert, scene) })
      : scene.t('{account} is exhausted: {amount} left.', { account: title, amount: amountOf(alert, scene) })),
  unavailable: (title, _alert, { t }) => t('{account} has money, but the provider refuses its calls. Its billing page says why.', { account: title }),
  runway: (title, alert, scene) => scene.t('{account} may run out in {days} days, at the burn rate of the last days (estimated). {amount} left.', { account: title, days: new Intl.NumberFormat(scene.locale, { maximumFractionDigits: 1 }).format(alert.days ?? 0), amount: amountOf(alert, scene) }),
  idleSpend: (title, alert, scene) => scene.t('{account} spent {amount} while nobody was at the editor.', { account: title, amount: amountOf(alert, scene) }),
  checkFailing: (title, _alert, { t }) => t('{account} could not be checked three times in a row. Its number is getting old.', { account: title }),
};

export function ruleName(rule: AlertRule, t: Scene['t']): string {
  const names: Readonly<Record<AlertRule, string>> = {
    low: t('low balance'), critical: t('nearly empty'), exhausted: t('exhausted'), unavailable: t('calls refused'),
    runway: t('short runway'), idleSpend: t('spend while away'), checkFailing: t('failing checks'),
  };
  return names[rule];
}

function amountOf({ amount, unit: of }: Alert, scene: Scene): string {
  return of === null ? '' : amountText(amount, unit(of), scene);
}

function limitOf({ threshold, unit: of }: Alert, scene: Scene): string {
  return of === null ? '' : amountText(threshold, unit(of), scene);
}
