import type { HistoryWords } from '../core/historyPage/historyWords';
import { button, element } from './element';

export type Shown = 'chart' | 'table';

export interface ToolActions {
  readonly show: (what: Shown) => void;
  readonly zoom: (factor: number | 'all') => void;
  readonly startImport: () => void;
}

/** The buttons beside the chart's title. */
export function tools(words: HistoryWords, shown: Shown, isZoomed: boolean, exporting: HTMLElement, actions: ToolActions): readonly Node[] {
  const view = (what: Shown): HTMLElement =>
    button(words[what], () => actions.show(what), { id: `view-${what}`, 'aria-pressed': String(shown === what) });
  const zoom = (id: string, sign: string, name: string, factor: number | 'all'): HTMLButtonElement =>
    button(sign, () => actions.zoom(factor), { id: `zoom-${id}`, 'aria-label': name, title: name, class: 'square' });
  const reset = zoom('reset', '↔', words.zoomReset, 'all');
  reset.disabled = !isZoomed;
  const zooms = [zoom('out', '−', words.zoomOut, 2), reset, zoom('in', '+', words.zoomIn, 0.5)];
  return [
    ...(shown === 'chart' ? [element('div', { class: 'segments', role: 'group', 'aria-label': words.zoom }, ...zooms)] : []),
    element('div', { class: 'segments', role: 'group', 'aria-label': words.view }, view('chart'), view('table')),
    exporting,
    importButton(words, actions.startImport),
  ];
}

export function importButton(words: HistoryWords, startImport: () => void): HTMLElement {
  return button(words.importing, startImport, { id: 'import', title: words.importJson });
}
