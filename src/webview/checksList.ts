import type { ChecksView } from '../core/historyPage/checksView';
import type { HistoryWords } from '../core/historyPage/historyWords';
import { element } from './element';

/** What the strip shows besides answers, in words. */
export function checksList({ entries, more }: ChecksView, words: HistoryWords): readonly Node[] {
  if (entries.length === 0) return [];
  const rows = entries.map(({ state, name, when }) =>
    element(
      'li',
      {},
      element('i', { class: `key key-check-${state}`, 'aria-hidden': 'true' }),
      element('span', {}, name),
      element('span', { class: 'muted' }, when),
    ),
  );
  return [
    element('h2', { id: 'checks-title' }, words.checksTitle),
    element('ul', { class: 'checks', 'aria-labelledby': 'checks-title' }, ...rows),
    ...(more === null ? [] : [element('p', { class: 'muted' }, more)]),
  ];
}
