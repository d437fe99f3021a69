import type { HistoryView } from '../core/historyPage/historyView';
import type { TimeSpan } from '../core/historyPage/historySelection';
import type { SeriesView } from '../core/historyPage/seriesView';
import { chart, type Chart } from './chart';
import { checksList } from './checksList';
import { button, element, refill } from './element';
import { entriesTable } from './entriesTable';
import { readColors } from './canvasColors';
import { daysTable, rowsAtFirst } from './daysTable';
import { pressOnChart, zoomBy } from './keyboard';
import { isCurrency, toDecimal } from '../core/money/money';
import { legend } from './legend';
import { exportGroups } from './exportMenu';
import { menu } from './menu';
import { picture } from './picture';
import { moveBeside, readout } from './readout';
import { skeleton } from './skeleton';
import { rangeFigures, summary } from './summary';
import { tables } from './tables';
import { textsOf } from './texts';
import { thresholdSlider } from './thresholdSlider';
import { toolbar } from './toolbar';
import { importButton, tools, type Shown } from './tools';
import type { VsCodeApi } from './vscodeApi';

export interface HistoryPage {
  readonly root: HTMLElement;
  readonly receive: (view: HistoryView) => void;
  /** A sentence over all, such as of a fault. */
  readonly tell: (sentence: string) => void;
  /** Draws again what is known, in another width; or with the colours of another theme. */
  readonly redraw: () => void;
  readonly recolor: () => void;
  /** The width there is for the chart. */
  readonly pixels: () => number;
}

/** The page: what it shows is the host's latest state; its own are the cursor and whether chart or table is shown. */
export function historyPage({ postMessage, setState }: VsCodeApi): HistoryPage {
  const nodes = skeleton();
  let view: HistoryView | null = null;
  let drawn: Chart | null = null;
  let shown: Shown = 'chart';
  let entriesOf = '';
  let rows = rowsAtFirst;
  let rowsOf = '';
  let colors = readColors();
  const exporting = menu('export');
  const threshold = thresholdSlider((account, amount, unit) => {
    postMessage({ kind: 'threshold', account, unit, amount: toDecimal(amount, unit) });
  });
  const zoom = (span: TimeSpan | null): void => postMessage({ kind: 'zoom', span });
  const pixels = (): number => Math.max(200, Math.floor(nodes.chart.clientWidth || nodes.root.clientWidth));

  function render(): void {
    if (!view) return;
    const { words, notice, selection, content, choices } = view;
    document.documentElement.lang = view.locale;
    if (selection) setState({ tab: 'account', account: selection.account, unit: selection.unit, of: selection.of, range: selection.range });
    refill(nodes.toolbar, ...toolbar(view, { select: (change) => postMessage({ kind: 'select', change }) }));
    nodes.heading.textContent = choices.find(({ id }) => id === selection?.account)?.title ?? words.account;
    nodes.notice.textContent = notice ?? (content.kind === 'line' ? content.line.collecting : null) ?? '';
    refill(nodes.checks, ...checksList(view.checks, words));
    nodes.root.classList.toggle('is-empty', content.kind === 'empty');
    if (content.kind === 'line') return void renderLine(view, content.line);
    const offer = button(content.offer === 'addAccount' ? words.addAccount : words.check, () => postMessage({ kind: content.offer }), {
      id: 'offer',
      class: 'primary',
    });
    refill(
      nodes.empty,
      element('p', {}, content.sentence),
      offer,
      importButton(words, () => postMessage({ kind: 'import' })),
    );
  }

  function renderLine(from: HistoryView, line: SeriesView): void {
    const { words } = from;
    const isChart = shown === 'chart';
    nodes.title.textContent = line.title;
    refill(nodes.summary, ...summary(line.summary, words));
    nodes.range.replaceChildren(...rangeFigures(line.range, words));
    exporting.show(
      words.exporting,
      exportGroups(
        from,
        line,
        isChart,
        (part) => postMessage({ kind: 'export', ...part }),
        () => savePicture(from),
      ),
    );
    refill(
      nodes.tools,
      ...tools(words, shown, from.selection?.zoom !== null, exporting.root, {
        show: (what) => {
          shown = what;
          render();
        },
        zoom: (factor) => void (factor === 'all' ? zoom(null) : drawn && zoomBy(factor, drawn, zoom)),
        startImport: () => postMessage({ kind: 'import' }),
      }),
    );
    for (const part of [nodes.legend, nodes.chart, nodes.keys]) part.hidden = !isChart;
    nodes.tables.hidden = isChart;
    if (!isChart) renderTables(from, line);
    else nodes.tables.replaceChildren();
    if (isChart) renderChart(from, line);
    renderEntries(from, line);
  }

  /** By days where the range is made of days, else by what is drawn. */
  function renderTables(from: HistoryView, line: SeriesView): void {
    const texts = textsOf({ ...from, timeZone: line.timeZone }, line.unit);
    const now = JSON.stringify(from.selection);
    if (now !== rowsOf) rows = rowsAtFirst;
    rowsOf = now;
    const more = (count: number): void => {
      rows = count;
      renderTables(from, line);
    };
    refill(nodes.tables, ...(line.days ? daysTable(line, texts, rows, more) : tables(line, texts)));
  }

  function renderChart(from: HistoryView, line: SeriesView): void {
    const texts = textsOf({ ...from, timeZone: line.timeZone }, line.unit);
    const at = drawn?.cursorAt() ?? null;
    threshold.lift();
    drawn?.destroy();
    refill(nodes.legend, ...legend(line, from.checks, from.words, from.now));
    // A currency stands at every number of the axis.
    const titled = (what: string): string => (isCurrency(line.unit) ? what : texts.fill(from.words.inUnit, { what, unit: line.unit }));
    nodes.stepsTitle.textContent = titled(line.stepsTitle);
    // The heading of the page names the steps, but for those that are estimated from something else.
    nodes.stepsTitle.hidden = line.of !== 'spend' || line.points.length === 0;
    nodes.balance.hidden = line.points.length === 0;
    nodes.spendTitle.textContent = titled(line.spendTitle);
    nodes.checksTitle.textContent = from.words.checks;
    for (const part of [nodes.checksTitle, nodes.strip]) part.hidden = from.checks.runs.length === 0;
    nodes.keys.textContent = from.words.keys;
    nodes.chart.setAttribute(
      'aria-label',
      `${nodes.title.textContent}: ${from.words.chartRole}. ${line.sentence} ${from.checks.sentence ?? ''}`,
    );
    drawn = chart({
      view: from,
      line,
      colors,
      texts,
      balanceNode: nodes.balance,
      spendNode: nodes.spend,
      checksNode: nodes.strip,
      width: pixels(),
      onZoom: zoom,
      onReady: (steps) => from.selection && threshold.place(steps, from.selection.account, line, texts, from.hidden),
      onUnder: (under, check, spot) => {
        nodes.readout.replaceChildren(...readout(under, check, line, texts));
        if (spot) moveBeside(nodes.readout, spot, nodes.chart);
      },
    });
    if (at !== null && at >= line.span.from && at <= line.span.to) drawn.moveCursor(at);
    else nodes.readout.replaceChildren();
  }

  /** A note that is being written is left alone, but never beside what another account or hidden amounts would not show. */
  function renderEntries(from: HistoryView, line: SeriesView): void {
    const { selection } = from;
    const now = JSON.stringify([selection, from.hidden]);
    const writing =
      document.hasFocus() && nodes.entries.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement;
    if (writing && now === entriesOf) return;
    entriesOf = now;
    nodes.entries.hidden = line.of !== 'balance';
    refill(
      nodes.entries,
      entriesTable(line.entries, from.words, (at, text) => {
        if (!selection) return;
        const { account, unit, of } = selection;
        postMessage({ kind: 'note', account, unit, of, at, text });
      }),
    );
  }

  function savePicture({ choices, selection }: HistoryView): void {
    if (!drawn) return;
    const account = choices.find(({ id }) => id === selection?.account)?.title ?? '';
    postMessage({
      kind: 'picture',
      base64: picture(drawn.canvases(), [`${account} · ${nodes.title.textContent}`, drawn.line.sentence], colors),
    });
  }

  nodes.chart.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !drawn) return;
    if (pressOnChart(event.key, event.shiftKey, drawn, zoom)) event.preventDefault();
  });

  return {
    root: nodes.root,
    receive: (next) => {
      view = next;
      render();
    },
    tell: (sentence) => {
      nodes.notice.textContent = sentence;
    },
    redraw: render,
    recolor: () => {
      colors = readColors();
      render();
    },
    pixels,
  };
}
