import { accountView, type AccountFacts, type AccountView } from './accountView';
import type { Display } from './amountText';
import type { ErrorAction } from './errorAction';

/** What an account needs the person for, the most pressing first. `refused`: asking again changes nothing until somebody does something. */
const needs = ['exhausted', 'unavailable', 'refused', 'low', 'failed'] as const;
export type Need = (typeof needs)[number];

type Needing = Pick<AccountView, 'state' | 'problem'>;

/** A refusal for lack of money is a state of its own. */
const remedies: ReadonlySet<ErrorAction> = new Set([
  'enterKey',
  'replaceKey',
  'openKeys',
  'confirmOrigin',
  'checkAddress',
  'checkProxy',
] as const);

/** null: nothing, as with a provider that never reports what is asked for. */
export function needOf({ state, problem }: Needing): Need | null {
  if (state === 'exhausted' || state === 'unavailable') return state;
  if (problem && remedies.has(problem.action)) return 'refused';
  if (state === 'low') return 'low';
  return problem && problem.action !== 'seeDashboard' ? 'failed' : null;
}

/** The order of accounts everywhere: what needs the person first, then by name. */
export function byNeed<T extends AccountView>(views: readonly T[], locale: string): readonly T[] {
  const { compare } = collatorOf(locale);
  return views
    .map((view) => ({ view, rank: rankOf(needOf(view)) }))
    .sort((a, b) => a.rank - b.rank || compare(a.view.title, b.view.title))
    .map(({ view }) => view);
}

/** What is known of an account beside the words that surfaces show of it. */
export interface ShownAccount extends AccountView {
  readonly facts: AccountFacts;
}

export function accountsByNeed(accounts: readonly AccountFacts[], display: Display): readonly ShownAccount[] {
  return byNeed(
    accounts.map((facts) => ({ ...accountView(facts, display), facts })),
    display.locale,
  );
}

function rankOf(need: Need | null): number {
  return need === null ? needs.length : needs.indexOf(need);
}

const collators = new Map<string, Intl.Collator>();

/** One takes a millisecond to make. */
function collatorOf(locale: string): Intl.Collator {
  const collator = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true });
  collators.set(locale, collator);
  return collator;
}
