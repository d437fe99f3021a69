import type { HistoryEntry } from '../core/historyPage/historyEntries';
import type { HistoryWords } from '../core/historyPage/historyWords';
import { button, element } from './element';
import { english } from '../core/text/translate';

/** Top-ups, grants and the like, each with a note behind a pencil. */
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
  const name = element('td', { 'data-head': words.kind }, element('i', { class: `key key-${kind}`, 'aria-hidden': 'true' }), kindName);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, when),
    name,
    element('td', { class: 'amount', 'data-head': words.amount }, amount),
    element('td', { class: 'muted', 'data-head': words.window }, window),
    noteCell(note, label, `note-${at}-${index}`, words, (text) => onNote(at, text)),
  );
}

/** A text; a field only where the pencil was pressed. Enter and leaving it save, Escape does not. */
function noteCell(note: string, label: string, id: string, words: HistoryWords, save: (text: string) => void): HTMLElement {
  const cell = element('td', { class: 'note', 'data-head': words.note });
  const showText = (text: string): HTMLButtonElement => {
    const name = `${text === '' ? words.addNote : words.changeNote}: ${label}`;
    const pencil = button('✎', () => showField(text), { id, class: 'square', 'aria-label': name, title: name });
    cell.replaceChildren(...(text === '' ? [] : [element('span', {}, text)]), pencil);
    return pencil;
  };
  const showField = (before: string): void => {
    const field = element('input', { id: `${id}-field`, type: 'text', maxlength: '500', 'aria-label': label });
    field.value = before;
    let isDone = false;
    const end = (text: string): HTMLButtonElement | null => {
      if (isDone) return null;
      isDone = true;
      if (text !== before) save(text);
      return showText(text);
    };
    field.addEventListener('keydown', ({ key, isComposing }) => {
      // Enter may choose a word that is being composed.
      if (isComposing || (key !== 'Enter' && key !== 'Escape')) return;
      end(key === 'Enter' ? field.value.trim() : before)?.focus();
    });
    field.addEventListener('blur', () => end(field.value.trim()));
    cell.replaceChildren(field);
    field.focus();
  };
  showText(note);
  return cell;
}
