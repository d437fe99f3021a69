import type { AccountId } from '../../core/model/accountId';
import type { StatementTable, TableRow } from '../../core/statement/statementTables';
import type { StatementView } from '../../core/statement/statementView';
import { element } from '../element';
import { accountLink } from './accountLink';

/** The accounts of one unit, with their sums below. */
export function statementTable(
  table: StatementTable,
  view: StatementView,
  place: number,
  open: (account: AccountId, unit: string) => void,
): HTMLElement {
  const { words } = view;
  const { unit, columns, rows, sums } = table;
  const heads = columns.map((column) => element('th', { scope: 'col', class: 'number' }, words.columns[column]));
  const line = ({ account, name, cells, notes }: TableRow, index: number): HTMLElement =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        account === null ? name : accountLink(name, `statement-${place}-${index}`, view, () => open(account, unit)),
        ...notes.map((note) => element('small', {}, note)),
      ),
      ...cells.map((cell, column) =>
        element(
          'td',
          { class: 'number', 'data-head': words.columns[columns[column] ?? 'spent'], ...(cell === null ? { 'data-none': '' } : {}) },
          cell ?? (account === null ? '' : '–'),
        ),
      ),
    );
  const made = element(
    'table',
    {},
    element('caption', {}, element('bdi', {}, unit)),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.account), ...heads)),
    element('tbody', {}, ...rows.map(line)),
    element('tfoot', {}, ...sums.map(line)),
  );
  return element('div', { class: 'table-place', tabindex: '0', role: 'region', 'aria-label': unit }, made);
}
