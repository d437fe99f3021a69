import { element } from './element';

/** The parts of the page that stay while their contents change. */
export interface Skeleton {
  readonly root: HTMLElement;
  readonly heading: HTMLElement;
  readonly toolbar: HTMLElement;
  readonly notice: HTMLElement;
  readonly summary: HTMLElement;
  readonly card: HTMLElement;
  readonly title: HTMLElement;
  readonly tools: HTMLElement;
  readonly range: HTMLElement;
  readonly legend: HTMLElement;
  /** Holds the keyboard's focus; the plots inside come and go. */
  readonly chart: HTMLElement;
  readonly stepsTitle: HTMLElement;
  readonly balance: HTMLElement;
  readonly spendTitle: HTMLElement;
  readonly spend: HTMLElement;
  readonly checksTitle: HTMLElement;
  readonly strip: HTMLElement;
  /** Beside the cursor, and spoken as it changes. */
  readonly readout: HTMLElement;
  readonly keys: HTMLElement;
  readonly tables: HTMLElement;
  readonly entries: HTMLElement;
  /** Checks that were not answered, in words. */
  readonly checks: HTMLElement;
  readonly empty: HTMLElement;
}

export function skeleton(): Skeleton {
  const block = (name: string): HTMLElement => element('div', { class: name });
  const heading = element('h1', { dir: 'auto' });
  const toolbar = block('toolbar');
  const notice = element('p', { class: 'notice', role: 'status' });
  const summary = block('summary');
  const title = element('h2', { id: 'chart-title' });
  const tools = block('tools');
  const range = block('range');
  const legend = element('ul', { class: 'legend' });
  const stepsTitle = element('h3');
  const balance = block('plot plot-balance');
  const spendTitle = element('h3');
  const spend = block('plot plot-spend');
  const checksTitle = element('h3');
  const strip = block('plot plot-checks');
  const keys = element('p', { id: 'chart-keys', class: 'keys muted' });
  const readout = element('p', { class: 'readout', 'aria-live': 'polite' });
  const chart = element(
    'div',
    { id: 'chart', class: 'chart', role: 'application', tabindex: '0', 'aria-describedby': 'chart-keys' },
    stepsTitle,
    balance,
    spendTitle,
    spend,
    checksTitle,
    strip,
    readout,
  );
  const tables = block('tables');
  const entries = block('entries-place');
  const checks = block('checks-place');
  const empty = block('empty');
  const card = element(
    'section',
    { class: 'card', 'aria-labelledby': 'chart-title' },
    element('div', { class: 'card-head' }, title, tools),
    range,
    legend,
    chart,
    keys,
    tables,
  );
  const root = element('main', {}, heading, toolbar, notice, empty, summary, card, entries, checks);
  return {
    root,
    heading,
    toolbar,
    notice,
    summary,
    card,
    title,
    tools,
    range,
    legend,
    chart,
    stepsTitle,
    balance,
    spendTitle,
    spend,
    checksTitle,
    strip,
    readout,
    keys,
    tables,
    entries,
    checks,
    empty,
  };
}
