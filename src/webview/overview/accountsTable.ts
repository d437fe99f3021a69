import type { AccountRow } from '../../core/overview/accountRows';
import type { OverviewView } from '../../core/overview/overviewView';
import { button, element } from '../element';
import type { CardActions } from './cards';
import type { OverviewTexts } from './overviewTexts';
import { sparkline } from './sparkline';

export type Column = 'account' | 'left' | 'today' | 'period' | 'runsOut' | 'checked';

export interface Sorting {
  readonly column: Column;
  readonly isDown: boolean;
}

/** All accounts: as they come, what needs the person is first. A press on a heading sorts by it, another turns it round. */
export function accountsTable(
  view: OverviewView,
  texts: OverviewTexts,
  rows: readonly AccountRow[],
  sorting: Sorting | null,
  actions: CardActions & { readonly sort: (column: Column) => void },
): HTMLElement {
  const { words, selection } = view;
  const period = texts.fill(words.periodHead, { range: words.shortRanges[selection.range] });
  const head = (column: Column | null, name: string, isNumber = false): HTMLElement => {
    const direction = column !== null && sorting?.column === column ? (sorting.isDown ? 'descending' : 'ascending') : 'none';
    const attributes = { scope: 'col', ...(isNumber ? { class: 'number' } : {}), ...(column === null ? {} : { 'aria-sort': direction }) };
    if (column === null) return element('th', attributes, name);
    const arrow = direction === 'none' ? '' : direction === 'descending' ? ' ↓' : ' ↑';
    return element(
      'th',
      attributes,
      button(`${name}${arrow}`, () => actions.sort(column), {
        id: `sort-${column}`,
        class: 'link',
        title: texts.fill(words.sortBy, { column: name }),
      }),
    );
  };
  const heads = [
    head('account', words.account),
    head('left', words.leftHead, true),
    head(null, words.lineHead),
    head('today', words.todayHead, true),
    head('period', period, true),
    head('runsOut', words.runsOutHead, true),
    head('checked', words.checkedHead, true),
  ];
  const body = sorted(rows, sorting).map((row) => rowOf(row, view, texts, actions, period));
  return element(
    'table',
    { class: 'accounts' },
    element('caption', { class: 'unseen' }, words.accounts),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...body),
  );
}

function rowOf(row: AccountRow, { words }: OverviewView, texts: OverviewTexts, { open, act }: CardActions, period: string): HTMLElement {
  const cell = (name: string, text: string | null, extra = ''): HTMLElement =>
    element('td', { class: `number ${extra} ${text === null ? 'none' : ''}`.trim(), 'data-head': name }, text ?? '–');
  const name = element(
    'th',
    { scope: 'row' },
    button(row.title, () => open(row.account), {
      id: `open-${row.account}`,
      class: 'link name',
      title: texts.fill(words.open, { account: row.title }),
    }),
    ...(row.badge === null ? [] : [' ', element('span', { class: `badge badge-${row.state}` }, row.badge)]),
  );
  const check = button('⟳', () => act(row.account, 'checkAgain'), {
    id: `check-${row.account}`,
    class: 'link icon',
    'aria-label': texts.fill(words.checkOne, { account: row.title }),
    title: words.check,
  });
  const billing = row.hasBilling
    ? [
        ' ',
        button('↗', () => act(row.account, 'openBilling'), {
          id: `billing-${row.account}`,
          class: 'link icon',
          'aria-label': texts.fill(words.billingOf, { account: row.title }),
          title: words.billing,
        }),
      ]
    : [];
  const drawn = sparkline(row);
  const line = element(
    'tr',
    {},
    name,
    cell(words.leftHead, row.left, 'left'),
    element('td', { 'data-head': words.lineHead, class: drawn ? 'line' : 'line none' }, ...(drawn ? [drawn] : ['–'])),
    cell(words.todayHead, row.today),
    cell(period, row.period),
    cell(words.runsOutHead, row.runsOut, 'whole'),
    element('td', { class: 'number muted', 'data-head': words.checkedHead }, row.checked ?? '–', ' ', check, ...billing),
  );
  // For the pointer every number of a row leads to its account; the keys have its name.
  line.addEventListener('click', ({ target }) => {
    if (target instanceof Element && !target.closest('button')) open(row.account);
  });
  return line;
}

/** Amounts are compared within a unit alone, so a sort by amount groups by it. */
function sorted(rows: readonly AccountRow[], sorting: Sorting | null): readonly AccountRow[] {
  if (!sorting) return rows;
  const { column, isDown } = sorting;
  const byName = (a: AccountRow, b: AccountRow): number => a.title.localeCompare(b.title);
  const value = (row: AccountRow): number => {
    switch (column) {
      case 'left':
        return row.sort.left;
      case 'today':
        return row.sort.today;
      case 'period':
        return row.sort.period;
      case 'runsOut':
        return row.sort.runsOut;
      case 'checked':
        return row.sort.at;
      case 'account':
        return 0;
    }
  };
  const isAmount = column === 'left' || column === 'today' || column === 'period';
  const direction = isDown ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (isAmount && a.sort.unit !== b.sort.unit) return a.sort.unit < b.sort.unit ? -1 : 1;
    if (column === 'account') return direction * byName(a, b);
    return direction * (value(a) - value(b)) || byName(a, b);
  });
}
