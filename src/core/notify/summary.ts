import { accountView, partName, stateName, titleOf, type AccountFacts, type AccountView } from '../views/accountView';
import { amountText, type Display } from '../views/amountText';
import { accountsByNeed, needOf } from '../views/byNeed';
import { errorWords } from '../views/errorText';
import { shortTime } from '../time/formatTime';
import { longAgoMs } from '../time/recent';
import { partKinds, type Balance } from '../model/reading';
import { oneLine, shortened } from '../text/plainText';
import { isPaymentRequired } from '../model/providerError';
import { isOfTheAccount } from '../shared/ofTheAccount';
import { alertText } from './alertText';
import { exactAlert } from './exactAlert';
import { exactFacts, mainFirst } from './exactFacts';
import type { Alert } from '../checks/alerts';
import type { Message, SummaryLine } from './message';
import { shownAmount } from './shownAmount';

/** Of a name that somebody else gave, so that a title has room for what it tells. */
const longestName = 100;

/** In the one order of accounts, and before those that need nobody the ones whose number is an old one. */
export function summaryLines(accounts: readonly AccountFacts[], display: Display): readonly SummaryLine[] {
  const lines = accountsByNeed(accounts, display).map((view) => ({
    needs: needOf(view) !== null,
    line: lineOf(view.facts, view, display),
  }));
  const rank = ({ needs, line }: (typeof lines)[number]): number => (needs ? 0 : line.isOutdated ? 1 : 2);
  return [...lines].sort((a, b) => rank(a) - rank(b)).map(({ line }) => line);
}

function lineOf(facts: AccountFacts, view: AccountView, display: Display): SummaryLine {
  const { snapshot } = facts;
  const shown = shownAmount(facts, display.now);
  const outdated = outdatedText(facts, view, display);
  const needsMoney = view.state === 'low' || view.state === 'exhausted' || view.state === 'unavailable';
  return {
    account: view.title,
    balance: [view.amount ?? display.t('balance unknown'), ...view.otherBalances].join(', '),
    parts: partsOfAll(mainFirst(snapshot.reading?.balances ?? [], shown?.balance ?? null), display),
    threshold: shown && shown.threshold !== null ? amountText(shown.threshold, shown.unit, display) : null,
    state:
      outdated === null ? stateName(view.state, display.t) : needsMoney ? `${stateName(view.state, display.t)}, ${outdated}` : outdated,
    // Of an account without a number the state is the reason.
    reason: view.state === 'unknown' || view.state === 'failed' ? null : view.reason,
    needsMoney,
    isOutdated: outdated !== null,
    age: view.age,
    exact: exactFacts(facts, view, outdated === null, display),
  };
}

/** Why there is no number of now: `key refused since Nov 12`; null where there is. A refusal for lack of money is of now. */
function outdatedText({ snapshot }: AccountFacts, view: AccountView, display: Display): string | null {
  const { error, failingSince, checkedAt, reading } = snapshot;
  const { at, state } = view;
  const { t, now } = display;
  if (isPaymentRequired(error)) return null;
  if (error)
    return failingSince === null || now - failingSince < 60_000
      ? errorWords(error, t)
      : t('{problem} since {time}', { problem: errorWords(error, t), time: shortTime(failingSince, display) });
  const [problem] = reading?.problems ?? [];
  // A part of the answer that failed leaves no amount, or one that an older answer held.
  if (problem && at === null) return isPaymentRequired(problem) ? null : errorWords(problem, t);
  if (problem && at !== null && at !== reading?.at) {
    return t('{problem}, not updated since {time}', { problem: errorWords(problem, t), time: shortTime(at, display) });
  }
  if (at !== null && (checkedAt === null || now - at >= longAgoMs)) return t('not updated since {time}', { time: shortTime(at, display) });
  if (checkedAt === null) return t('not checked yet');
  return state === 'unknown' || state === 'failed' ? (view.reason ?? stateName(state, t)) : null;
}

/** Those of each balance, in the order of the balances. */
function partsOfAll(balances: readonly Balance[], display: Display): string | null {
  const texts = balances.flatMap((balance) => partsText(balance, display) ?? []);
  return texts.length === 0 ? null : texts.join('; ');
}

function partsText({ parts, unit, available }: Balance, display: Display): string | null {
  // What holds nothing tells nothing, and one part that holds all is the balance over again.
  const filled = parts.filter(({ amount }) => amount !== null && amount !== 0);
  const inOrder = [...filled].sort((a, b) => partKinds.indexOf(a.kind) - partKinds.indexOf(b.kind));
  const named = (filled.length === 1 && filled[0]?.amount === available ? [] : inOrder).map(
    ({ kind, amount }) => `${partName(kind, display.t)} ${amountText(amount, unit, display)}`,
  );
  return named.length === 0 ? null : named.join(', ');
}

/** All accounts, with a title that says at once whether somebody must act. */
export function summaryMessage(accounts: readonly AccountFacts[], display: Display): Message {
  const { t } = display;
  const lines = summaryLines(accounts, forTeam(display));
  const needing = lines.filter(({ needsMoney }) => needsMoney).length;
  const outdated = lines.filter(({ isOutdated, needsMoney }) => isOutdated && !needsMoney).length;
  const money = needing === 0 ? [] : [needing === 1 ? t('1 needs money') : t('{count} need money', { count: needing })];
  const checks = outdated === 0 ? [] : [outdated === 1 ? t('1 is not up to date') : t('{count} are not up to date', { count: outdated })];
  const news = [...money, ...checks];
  // Of no account nothing is known to be well.
  const quiet = accounts.length === 0 ? t('API balances: no account yet') : t('API balances: all is well');
  return {
    kind: 'summary',
    title: news.length === 0 ? quiet : t('API balances: {news}', { news: news.join(', ') }),
    lines,
    at: display.now,
  };
}

/**
 * What was crossed, over the lines of all accounts as they are after it: its own first, which no cut takes away.
 * @param machine of those that share a history, the one that tells it: what its own key or network met is not so for the others
 */
export function alertMessage(alert: Alert, accounts: readonly AccountFacts[], own: Display, machine: string | null = null): Message | null {
  const facts = accounts.find(({ account }) => account.id === alert.account);
  if (!facts) return null;
  const display = forTeam(own);
  const account = shortened(oneLine(titleOf(facts)), longestName);
  const { error } = facts.snapshot;
  const isOfMachine = machine !== null && alert.rule === 'checkFailing' && error !== null && !isOfTheAccount({ ok: false, error });
  const lines = [
    lineOf(facts, accountView(facts, display), display),
    ...summaryLines(
      accounts.filter((other) => other !== facts),
      display,
    ),
  ];
  return {
    kind: 'alert',
    title: alertText(isOfMachine ? display.t('{account} on {machine}', { account, machine }) : account, alert, display),
    lines,
    at: display.now,
    alert: exactAlert(alert, facts.account.provider, display),
  };
}

/** Whoever reads it may be in another zone than whoever sends it. */
function forTeam(display: Display): Display {
  return { ...display, zone: 'UTC' };
}
