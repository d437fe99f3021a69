import type { AccountState } from '../model/accountState';
import { stateName, stateWithReason, type AccountView } from './accountView';
import type { Translate } from '../text/translate';
import type { AccountId } from '../model/accountId';

/** Which accounts the status bar shows. */
export type StatusBarShows = { readonly kind: 'lowest' | 'all' } | { readonly kind: 'pinned'; readonly accountId: AccountId };

export interface StatusView {
  readonly text: string;
  readonly background: 'warning' | 'error' | null;
  /** In words, for a screen reader. */
  readonly label: string;
}

export function statusView(accounts: readonly AccountView[], shows: StatusBarShows, t: Translate): StatusView {
  const shown = choose(accounts, shows);
  const known = shown.filter((view) => view.amount !== null);
  const worst = worstState(shown.map((view) => view.state));
  return {
    text: `$(${icon(shown)}) ${known.length > 0 ? known.map((view) => amountWithAge(view)).join('  ') : withoutAmount(shown, t)}`,
    background: worst === 'low' ? 'warning' : worst === 'exhausted' || worst === 'unavailable' ? 'error' : null,
    label: shown.length > 0 ? shown.map((view) => inWords(view, t)).join('; ') : t('API Balance: no account yet'),
  };
}

function choose(accounts: readonly AccountView[], shows: StatusBarShows): readonly AccountView[] {
  if (shows.kind === 'all') return accounts;
  const pinned = shows.kind === 'pinned' ? accounts.find(({ id }) => id === shows.accountId) : undefined;
  if (pinned) return [pinned];
  // Refused for lack of money is known as well, though no amount is.
  const known = accounts.filter((view) => view.amount !== null || view.state === 'exhausted');
  return [...(known.length > 0 ? known : accounts)].sort((a, b) => urgency(b.state) - urgency(a.state)).slice(0, 1);
}

function icon(shown: readonly AccountView[]): string {
  if (shown.some((view) => view.checking)) return 'sync~spin';
  if (shown.some((view) => view.problem !== null)) return 'warning';
  return shown.some((view) => view.stale) ? 'history' : 'credit-card';
}

function amountWithAge({ amount, age, stale }: AccountView): string {
  return stale ? `${amount} · ${age}` : `${amount}`;
}

function withoutAmount([first]: readonly AccountView[], t: Translate): string {
  if (!first) return 'API Balance';
  return first.problem ? t('Balance unknown') : t('Check balance');
}

export function inWords(view: AccountView, t: Translate): string {
  const what = view.amount ?? t('balance unknown');
  const state = view.state === 'ok' && view.reason === null ? null : stateWithReason(view, t);
  return [view.title, what, view.estimate, view.age, state].filter((word) => word !== null).join(', ');
}

const order: readonly AccountState[] = ['ok', 'unknown', 'failed', 'low', 'unavailable', 'exhausted'];

function urgency(state: AccountState): number {
  return order.indexOf(state);
}

function worstState(states: readonly AccountState[]): AccountState {
  return [...states].sort((a, b) => urgency(b) - urgency(a))[0] ?? 'ok';
}

/** State and age in a few words. */
export function stateLine(view: AccountView, t: Translate): string {
  const never = view.amount === null && view.problem === null;
  // Whatever went wrong beside it, low or worse stands; what was well at an earlier check is not known to be so now.
  const state = view.problem && view.state === 'ok' ? 'failed' : view.state;
  const words = view.checking ? t('checking…') : never ? t('not checked yet') : stateName(state, t);
  return [words, view.estimate, view.age].filter((word) => word !== null).join(' · ');
}
