import type { HistorySelection, HistoryRange } from '../core/historyPage/historySelection';
import { rangeNames } from '../core/historyPage/historySelection';
import type { HistoryView } from '../core/historyPage/historyView';
import { button, element } from './element';
import { dateIn } from './dateIn';

export interface ToolbarActions {
  readonly select: (account: string, unit: string, range: HistoryRange) => void;
}

/** Account, unit and range. */
export function toolbar({ choices, selection, words, timeZone, now, content }: HistoryView, { select }: ToolbarActions): readonly Node[] {
  if (!selection) return [];
  const units = choices.find(({ id }) => id === selection.account)?.units ?? [];
  const account = picker(
    'account',
    words.account,
    choices.map(({ id, title }) => [id, title]),
    selection.account,
    (id) => select(id, '', selection.range),
  );
  const unit = picker(
    'unit',
    words.unit,
    units.map((name) => [name, name]),
    selection.unit,
    (name) => select(selection.account, name, selection.range),
  );
  const change = (range: HistoryRange): void => select(selection.account, selection.unit, range);
  const shown = content.kind === 'line' ? content.line.whole : null;
  const days = selection.range.kind === 'own' ? selection.range : { from: dateIn(timeZone, shown?.from ?? now), to: dateIn(timeZone, now) };
  if (!shown) return [account];
  return [account, unit, ranges(selection, words, days, change), ...(selection.range.kind === 'own' ? [dates(days, words, change)] : [])];
}

function picker(
  id: string,
  name: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
  onPick: (value: string) => void,
): HTMLElement {
  const box = element('select', { id }, ...options.map(([value, text]) => element('option', { value }, text)));
  box.value = chosen;
  box.disabled = options.length < 2;
  box.addEventListener('change', () => onPick(box.value));
  return element('label', { class: 'field' }, element('span', {}, name), box);
}

interface Days {
  readonly from: string;
  readonly to: string;
}

function ranges({ range }: HistorySelection, words: HistoryView['words'], days: Days, change: (range: HistoryRange) => void): HTMLElement {
  const one = (kind: HistoryRange['kind']): HTMLElement =>
    button(words.shortRanges[kind], () => change(kind === 'own' ? { kind, ...days } : { kind }), {
      id: `range-${kind}`,
      'aria-pressed': String(range.kind === kind),
      title: words.ranges[kind],
    });
  return element('div', { class: 'segments', role: 'group', 'aria-label': words.range }, ...rangeNames.map(one), one('own'));
}

function dates({ from, to }: Days, words: HistoryView['words'], change: (range: HistoryRange) => void): HTMLElement {
  const box = (id: string, name: string, value: string): readonly [HTMLInputElement, HTMLElement] => {
    const input = element('input', { id, type: 'date', value });
    return [input, element('label', { class: 'field' }, element('span', {}, name), input)];
  };
  const [first, firstField] = box('range-from', words.from, from);
  const [last, lastField] = box('range-to', words.to, to);
  // A date that is half typed has no value yet.
  const read = (): void => {
    if (first.value !== '' && last.value !== '') change({ kind: 'own', from: first.value, to: last.value });
  };
  for (const input of [first, last]) input.addEventListener('change', read);
  return element('div', { class: 'dates' }, firstField, lastField);
}
