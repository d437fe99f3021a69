import type { ExplainedPageWords } from '../../core/explainedPage/explainedWords';
import type { UsageRow } from '../../core/explainedPage/usageRows';
import { element } from '../element';

const columns = ['calls', 'input', 'cacheRead', 'cacheWritten', 'output', 'amount'] as const;

/** Calls, tokens and estimated cost; one row for each tool, model, project or kind of agent. */
export function usageTable(rows: readonly UsageRow[], caption: string, words: ExplainedPageWords, first: string): HTMLElement {
  const heads = columns.map((column) => element('th', { scope: 'col', class: 'number' }, words.columns[column]));
  const lines = rows.map((row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, row.name, ...row.notes.map((note) => element('small', {}, note))),
      ...columns.map((column) => element('td', { class: 'number', 'data-head': words.columns[column] }, row[column])),
    ),
  );
  const table = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, first), ...heads)),
    element('tbody', {}, ...lines),
  );
  return element('div', { class: 'table-place', tabindex: '0', role: 'region', 'aria-label': caption }, table);
}
