import type { AccountId } from '../model/accountId';
import { oneLine, shortened, withoutMarks } from '../text/plainText';
import type { Translate } from '../text/translate';
import { stateWithReason, wordsWithoutAmount, type AccountView } from './accountView';
import { needOf } from './byNeed';

/** Which accounts the status bar shows: the one that needs most, the few that do, or one that the person pinned. */
export type StatusBarShows = { readonly kind: 'lowest' | 'all' } | { readonly kind: 'pinned'; readonly accountId: AccountId };

export interface StatusStyle {
  readonly shows: StatusBarShows;
  /** Of accounts, before their amounts. */
  readonly names: 'off' | 'short' | 'full';
}

export interface StatusView {
  readonly text: string;
  readonly background: 'warning' | 'error' | null;
  /** No amount in it is of now. */
  readonly dim: boolean;
  /** In words, for a screen reader. */
  readonly label: string;
}

/** The bar is shared with others. */
const mostAccounts = 3;
const longest = { off: 0, short: 20, full: 40 };

/** @param accounts in the order in which they need the person */
export function statusView(accounts: readonly AccountView[], { shows, names }: StatusStyle, t: Translate): StatusView {
  const chosen = chosenAccounts(accounts, shows);
  const shown = chosen.slice(0, mostAccounts);
  const more = chosen.length - shown.length;
  const texts = shown.map((view) => textOf(nameOf(view, accounts, names), view, t));
  const isNews = shown.some((view) => view.amount !== null || needOf(view) !== null);
  const words = isNews ? [...texts, ...(more > 0 ? [`+${more}`] : [])].join('  ') : invitation(shown, t);
  const states = shown.map(({ state }) => state);
  return {
    text: `$(${icon(shown)}) ${withoutMarks(words)}`,
    background: states.some((state) => state === 'exhausted' || state === 'unavailable')
      ? 'error'
      : states.includes('low')
        ? 'warning'
        : null,
    dim: shown.length > 0 && shown.every(({ stale }) => stale),
    label: labelOf(shown, more, t),
  };
}

export function chosenAccounts(accounts: readonly AccountView[], shows: StatusBarShows): readonly AccountView[] {
  const pinned = shows.kind === 'pinned' ? accounts.find(({ id }) => id === shows.accountId) : undefined;
  if (pinned) return [pinned];
  if (shows.kind === 'all') return accounts;
  // An amount that is not known says less than one that is, unless the person has to do something about it.
  const telling = accounts.filter((view) => view.amount !== null || (needOf(view) ?? 'failed') !== 'failed');
  return (telling.length > 0 ? telling : accounts).slice(0, 1);
}

/** A provider says more than a label such as "Work", until there are two accounts of it. */
function nameOf(view: AccountView, accounts: readonly AccountView[], names: StatusStyle['names']): string {
  if (names === 'off') return '';
  const isAlone = accounts.filter(({ brand }) => brand === view.brand).length < 2;
  const name = names === 'full' ? view.title : isAlone ? view.brand : view.label;
  return shortened(oneLine(name), longest[names]);
}

function textOf(name: string, view: AccountView, t: Translate): string {
  const { shortAmount, stale, age } = view;
  const named = (separator: string, text: string): string => (name === '' ? text : `${name}${separator}${text}`);
  if (shortAmount === null) return named(': ', wordsWithoutAmount(view, t));
  return named(' ', stale ? `${shortAmount} · ${age}` : shortAmount);
}

function invitation([first]: readonly AccountView[], t: Translate): string {
  if (!first) return 'API Balance';
  return first.problem ? t('Balance unknown') : t('Check balance');
}

function icon(shown: readonly AccountView[]): string {
  if (shown.some((view) => view.checking)) return 'sync~spin';
  return shown.some((view) => view.problem !== null) ? 'warning' : 'credit-card';
}

function labelOf(shown: readonly AccountView[], more: number, t: Translate): string {
  if (shown.length === 0) return t('API Balance: no account yet');
  return [...shown.map((view) => inWords(view, t)), ...(more > 0 ? [t('{count} more', { count: more })] : [])].join('; ');
}

export function inWords(view: AccountView, t: Translate): string {
  const what = view.amount ?? t('balance unknown');
  const state = view.state === 'ok' && view.reason === null ? null : stateWithReason(view, t);
  return [view.title, what, view.estimate, view.age, state].filter((word) => word !== null).join(', ');
}
