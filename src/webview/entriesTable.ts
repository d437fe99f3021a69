import type { HistoryEntry } from '../core/historyPage/historyEntries';
import type { HistoryWords } from '../core/historyPage/historyWords';
import { element } from './element';
import { english } from '../core/text/translate';

/** Top-ups, grants and the like, each with a note that is saved when the box is left. */
export function entriesTable(
  entries: readonly HistoryEntry[],
  words: HistoryWords,
  onNote: (at: number, text: string) => void,
): HTMLElement {
  const caption = element('caption', {}, words.entries);
  if (entries.length === 0)
    return element('div', { class: 'entries' }, element('h2', {}, words.entries), element('p', { class: 'muted' }, words.noEntries));
  const head = element(
    'tr',
    {},
    ...[words.when, words.kind, words.amount, words.window, words.note].map((text) => element('th', { scope: 'col' }, text)),
  );
  const rows = entries.map((entry, index) => row(entry, index, words, onNote));
  return element('div', { class: 'entries' }, element('table', {}, caption, element('thead', {}, head), element('tbody', {}, ...rows)));
}

function row(
  { at, kind, kindName, amount, when, window, note }: HistoryEntry,
  index: number,
  words: HistoryWords,
  onNote: (at: number, text: string) => void,
): HTMLElement {
  const label = english(words.noteFor, { kind: kindName, when });
  const box = element('input', {
    id: `note-${at}-${index}`,
    type: 'text',
    maxlength: '500',
    placeholder: words.addNote,
    'aria-label': label,
  });
  box.value = note;
  box.addEventListener('change', () => onNote(at, box.value.trim()));
  const name = element('td', { 'data-head': words.kind }, element('i', { class: `key key-${kind}`, 'aria-hidden': 'true' }), kindName);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, when),
    name,
    element('td', { class: 'amount', 'data-head': words.amount }, amount),
    element('td', { class: 'muted', 'data-head': words.window }, window),
    element('td', { class: 'note', 'data-head': words.note }, box),
  );
}
