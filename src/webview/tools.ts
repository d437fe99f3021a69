import type { HistoryWords } from '../core/historyPage/historyWords';
import { button, element } from './element';

export type Shown = 'chart' | 'table';

export interface ToolActions {
  readonly show: (what: Shown) => void;
  readonly zoom: (factor: number | 'all') => void;
  readonly exportAs: (format: 'png' | 'csv' | 'json') => void;
  readonly startImport: () => void;
}

/** The buttons beside the chart's title. */
export function tools(words: HistoryWords, shown: Shown, isZoomed: boolean, actions: ToolActions): readonly Node[] {
  const view = (what: Shown): HTMLElement =>
    button(words[what], () => actions.show(what), { id: `view-${what}`, 'aria-pressed': String(shown === what) });
  const zoom = (id: string, sign: string, name: string, factor: number | 'all'): HTMLButtonElement =>
    button(sign, () => actions.zoom(factor), { id: `zoom-${id}`, 'aria-label': name, title: name, class: 'square' });
  const format = (name: 'png' | 'csv' | 'json'): HTMLElement => {
    const title = words.exportAs.replace('{format}', name.toUpperCase());
    return button(name.toUpperCase(), () => actions.exportAs(name), { id: `export-${name}`, title, 'aria-label': title });
  };
  const reset = zoom('reset', '↔', words.zoomReset, 'all');
  reset.disabled = !isZoomed;
  const zooms =
    shown === 'chart'
      ? [
          element(
            'div',
            { class: 'segments', role: 'group' },
            zoom('out', '−', words.zoomOut, 2),
            reset,
            zoom('in', '+', words.zoomIn, 0.5),
          ),
        ]
      : [];
  return [
    ...zooms,
    element('div', { class: 'segments', role: 'group', 'aria-label': words.view }, view('chart'), view('table')),
    element(
      'div',
      { class: 'segments', role: 'group', 'aria-label': words.exporting },
      ...(shown === 'chart' ? [format('png')] : []),
      format('csv'),
      format('json'),
    ),
    importButton(words, actions.startImport),
  ];
}

export function importButton(words: HistoryWords, startImport: () => void): HTMLElement {
  return button(words.importing, startImport, { id: 'import', title: words.importJson });
}
