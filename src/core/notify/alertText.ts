import { amountText, type Display } from '../views/amountText';
import { errorWords } from '../views/errorText';
import { shortTime } from '../time/formatTime';
import { boundText } from '../views/ledgerText';
import { unit } from '../money/money';
import { capNoun } from '../views/stateReasonText';
import type { Alert, AlertRule } from '../checks/alerts';
import type { Translate } from '../text/translate';

/** One that is told later than this after its time says when that was. */
const late = 3_600_000;

/** What happened, with its number and its limit. One sentence for each rule, and a second one where it happened a while ago. */
export function alertText(title: string, alert: Alert, display: Display): string {
  const text = texts[alert.rule](title, alert, display);
  if (display.now - alert.at < late) return text;
  const time = shortTime(alert.at, display);
  const isOfAMoment = alert.rule === 'idleSpend' || alert.rule === 'runway';
  return isOfAMoment
    ? display.t('{sentence} Seen {time}.', { sentence: text, time })
    : display.t('{sentence} Since {time}.', { sentence: text, time });
}

type Describe = (account: string, alert: Alert, display: Display) => string;

const texts: Readonly<Record<AlertRule, Describe>> = {
  low: (account, alert, display) => {
    const { t } = display;
    const facts = { account, amount: amountOf(alert, display), threshold: limitOf(alert, display), cap: capNoun(alert.cap, t) };
    if (alert.cap) return t('{account} is low: {amount} left of the {cap}, at or under your threshold of {threshold}.', facts);
    if (!alert.isOwn) return t('{account} is low: {amount} left, at or under your threshold of {threshold}.', facts);
    return hasOwn(alert)
      ? ownAlone(t('{account} is low: {amount} of own money left, at or under your threshold of {threshold}.', facts), t)
      : ownAlone(t('{account} is low: no own money left.', facts), t);
  },
  critical: (account, alert, display) => {
    const { t } = display;
    const facts = { account, amount: amountOf(alert, display), threshold: limitOf(alert, display), cap: capNoun(alert.cap, t) };
    if (alert.cap)
      return t('{account} is nearly empty: {amount} left of the {cap}, a fifth of your threshold of {threshold} or less.', facts);
    if (!alert.isOwn) return t('{account} is nearly empty: {amount} left, a fifth of your threshold of {threshold} or less.', facts);
    return hasOwn(alert)
      ? ownAlone(t('{account} is nearly empty: {amount} of own money left, a fifth of your threshold of {threshold} or less.', facts), t)
      : ownAlone(t('{account} is nearly empty: no own money left.', facts), t);
  },
  exhausted: exhaustedText,
  unavailable: (account, _alert, { t }) =>
    t('{account} has money, but the provider refuses its calls. Its billing page says why.', { account }),
  runway: (account, alert, display) => {
    const days = new Intl.NumberFormat(display.locale, { maximumFractionDigits: 1 }).format(alert.days ?? 0);
    const facts = { account, days, amount: amountOf(alert, display) };
    return alert.isAtMostDays
      ? display.t('{account} may run out in {days} days or sooner, at the burn rate of the last days (estimated). {amount} left.', facts)
      : display.t('{account} may run out in {days} days, at the burn rate of the last days (estimated). {amount} left.', facts);
  },
  idleSpend: (account, alert, display) =>
    display.t('{account} spent {amount} while nobody was at the editor.', { account, amount: amountOf(alert, display) }),
  checkFailing: failingText,
};

/** With what is left out of it. */
function ownAlone(sentence: string, t: Translate): string {
  return `${sentence} ${t('Credit lines and what is owed do not count.')}`;
}

function exhaustedText(account: string, alert: Alert, display: Display): string {
  const { t } = display;
  const { unit: of, cap, isPart } = alert;
  if (of === null) return t('{account} is exhausted: the provider refuses calls until it is paid up.', { account });
  const isOwed = (alert.amount ?? 0) < 0;
  const amount = amountOf(alert, display);
  if (cap) {
    const facts = { account, amount, cap: capNoun(cap, t) };
    if (isPart) return t('{account}: the {cap} is used up.', facts);
    // More than a cap allows is spent: what is "owed" to a cap would mean nothing.
    return isOwed
      ? t('{account} is exhausted: the {cap} is used up.', facts)
      : t('{account} is exhausted: {amount} left of the {cap}.', facts);
  }
  if (isPart)
    return isOwed
      ? t('{account} has no {unit} left: {amount}.', { account, unit: of, amount })
      : t('{account} has no {unit} left.', { account, unit: of });
  return isOwed
    ? t('{account} is exhausted: {amount}.', { account, amount })
    : t('{account} is exhausted: {amount} left.', { account, amount });
}

/** What is refused is asked ever more seldom, so it says when. */
function failingText(account: string, { refusal, nextAt }: Alert, display: Display): string {
  const { t, now } = display;
  if (!refusal) return t('{account} could not be checked three times in a row. Its balance is out of date.', { account });
  const facts = { account, problem: errorWords(refusal, t) };
  return nextAt === undefined || nextAt <= now
    ? t('{account} could not be checked, twice in a row: {problem}. It is checked again, less and less often.', facts)
    : t('{account} could not be checked, twice in a row: {problem}. It is checked again at {time}, then less and less often.', {
        ...facts,
        time: shortTime(nextAt, display),
      });
}

export function ruleName(rule: AlertRule, t: Display['t']): string {
  const names: Readonly<Record<AlertRule, string>> = {
    low: t('low balance'),
    critical: t('nearly empty'),
    exhausted: t('exhausted'),
    unavailable: t('calls refused'),
    runway: t('short runway'),
    idleSpend: t('spend while away'),
    checkFailing: t('failing checks'),
  };
  return names[rule];
}

function hasOwn({ amount }: Alert): boolean {
  return (amount ?? 0) > 0;
}

/** A bound says so. */
function amountOf({ amount, unit: of, atLeast, atMost }: Alert, display: Display): string {
  return of === null
    ? ''
    : boundText({ atLeast: atLeast === true, atMost: atMost === true }, amountText(amount, unit(of), display), display.t);
}

function limitOf({ threshold, unit: of }: Alert, display: Display): string {
  return of === null ? '' : amountText(threshold, unit(of), display);
}
