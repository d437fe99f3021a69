import type { AccountId } from '../model/accountId';
import { oneLine, shortened } from '../text/plainText';
import type { Translate } from '../text/translate';
import { stateName, wordsWithoutAmount, type AccountView } from './accountView';
import { needOf } from './byNeed';

/** One line of the tooltip: it is read at a glance, so nothing in it is longer than its column. */
export interface TooltipRow {
  readonly accountId: AccountId;
  readonly name: string;
  readonly left: string;
  readonly state: string;
  readonly checked: string;
}

export interface TooltipView {
  readonly rows: readonly TooltipRow[];
  /** Accounts that have no row. */
  readonly more: number;
}

const mostRows = 8;
/** A hover is at most 500 pixels wide, and a letter about 7. */
const longest = { name: 22, left: 20, state: 18 };

/** @param accounts in the order in which they need the person */
export function tooltipView(accounts: readonly AccountView[], t: Translate): TooltipView {
  const rows = accounts.slice(0, mostRows).map((view) => ({
    accountId: view.id,
    name: shortened(oneLine(view.title), longest.name),
    left: leftOf(view),
    state: shortened(stateOf(view, t), longest.state),
    checked: view.age ?? '',
  }));
  return { rows, more: accounts.length - rows.length };
}

/** In few words: what is wrong, else how long it lasts. */
function stateOf(view: AccountView, t: Translate): string {
  if (view.checking) return t('checking…');
  if (view.amount === null) return wordsWithoutAmount(view, t);
  if (view.state === 'ok' && needOf(view) !== null) return stateName('failed', t);
  const lasts = view.ledger?.lasts ?? null;
  const words = view.state === 'ok' && lasts !== null ? [lasts] : [stateName(view.state, t), ...(lasts === null ? [] : [lasts])];
  return words.join(' · ');
}

/** All balances where they fit. */
function leftOf({ amount, shortAmount, otherBalances }: AccountView): string {
  if (amount === null) return '–';
  const others = otherBalances.length === 0 ? '' : ` +${otherBalances.length}`;
  const forms = [[amount, ...otherBalances].join(', '), `${amount}${others}`, `${shortAmount}${others}`];
  return forms.find((form) => Array.from(form).length <= longest.left) ?? shortened(`${shortAmount}`, longest.left);
}
