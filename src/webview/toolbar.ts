import type { HistorySelection, HistoryRange } from '../core/historyPage/historySelection';
import { rangeNames } from '../core/historyPage/historySelection';
import type { HistoryView } from '../core/historyPage/historyView';
import type { ChoiceOf } from '../core/historyPage/pageMessages';
import { button, element } from './element';
import { dateIn } from './dateIn';

export interface ToolbarActions {
  readonly select: (change: ChoiceOf<'select'>) => void;
}

/** Account, what of it, and range. */
export function toolbar({ choices, selection, words, now, content }: HistoryView, { select }: ToolbarActions): readonly Node[] {
  if (!selection) return [];
  const { account: id, unit, of } = selection;
  const lines = choices.find((choice) => choice.id === id)?.lines ?? [];
  const account = picker(
    'account',
    words.account,
    choices.map((choice) => [choice.id, choice.title]),
    id,
    (other) => {
      const chosen = choices.find((choice) => choice.id === other);
      if (chosen) select({ account: chosen.id, unit: '', of: '' });
    },
  );
  const line = picker(
    'line',
    words.line,
    lines.map(({ name }, index) => [String(index), name]),
    String(lines.findIndex((one) => one.unit === unit && one.of === of)),
    (index) => {
      const chosen = lines[Number(index)];
      if (chosen) select({ account: id, unit: chosen.unit, of: chosen.of });
    },
  );
  const change = (range: HistoryRange): void => select({ range });
  if (content.kind !== 'line') return [account];
  const zone = content.line.timeZone;
  const days = selection.range.kind === 'own' ? selection.range : { from: dateIn(zone, content.line.whole.from), to: dateIn(zone, now) };
  return [account, line, ranges(selection, words, days, change), ...(selection.range.kind === 'own' ? [dates(days, words, change)] : [])];
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
