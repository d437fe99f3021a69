import type { AccountId } from '../../core/model/accountId';
import { overviewRanges } from '../../core/historyPage/overviewSelection';
import type { ChoiceOf } from '../../core/historyPage/pageMessages';
import type { OverviewView } from '../../core/overview/overviewView';
import type { ErrorAction } from '../../core/views/errorAction';
import { button, element, refill } from '../element';
import type { VsCodeApi } from '../vscodeApi';
import { accountsTable, type Column, type Sorting } from './accountsTable';
import { cards } from './cards';
import { overviewTexts } from './overviewTexts';
import type { BarCursor } from './spendChart';
import { segments, spendSection } from './spendSection';
import { topUpList } from './topUpList';
import { yearCalendar, type DayCursor } from './yearCalendar';

export interface OverviewPage {
  readonly root: HTMLElement;
  readonly receive: (view: OverviewView) => void;
  readonly redraw: () => void;
  /** A sentence over all, such as of a fault. */
  readonly tell: (sentence: string) => void;
}

/** What it shows is the host's latest state; its own are the order of the table, and which account is shown alone. */
export function overviewPage({ postMessage, setState }: VsCodeApi): OverviewPage {
  const block = (name: string): HTMLElement => element('section', { class: name });
  const [bar, notice, empty] = [element('div', { class: 'toolbar' }), element('p', { class: 'notice', role: 'status' }), block('empty')];
  const [tiles, spend, accounts, year, topUps] = [
    block('tiles'),
    block('spend'),
    block('accounts-place'),
    block('year-place'),
    block('top-ups-place'),
  ];
  const root = element(
    'main',
    { class: 'overview' },
    bar,
    notice,
    empty,
    tiles,
    spend,
    accounts,
    element('div', { class: 'pair' }, year, topUps),
  );
  let view: OverviewView | null = null;
  let sorting: Sorting | null = null;
  let alone: AccountId | null | undefined;
  let shown: 'chart' | 'table' = 'chart';
  let onlyUnit: string | null = null;
  const openedMonths = new Map<string, boolean>();
  const barCursor: BarCursor = { at: null };
  const dayCursor: DayCursor = { at: null };

  const actions = {
    open: (account: AccountId) => postMessage({ kind: 'open', account, unit: '' }),
    act: (account: AccountId, action: ErrorAction) => postMessage({ kind: 'act', account, action }),
    showUnit: (unit: string | null) => {
      onlyUnit = unit;
      if (unit !== null && view?.units.includes(unit) === true) select({ unit });
      render();
    },
    sort: (column: Column) => {
      const isAgain = sorting?.column === column;
      sorting = isAgain && sorting?.isDown === false ? null : { column, isDown: !isAgain && column !== 'account' && column !== 'runsOut' };
      render();
    },
  };
  const select = (change: ChoiceOf<'overview'>): void => postMessage({ kind: 'overview', change });

  function render(): void {
    if (!view) return;
    const { words, selection } = view;
    const texts = overviewTexts(view);
    document.documentElement.lang = view.locale;
    setState({ tab: 'overview', overview: selection });
    const isEmpty = view.rows.length === 0;
    root.classList.toggle('is-empty', isEmpty);
    notice.textContent = view.notice ?? view.reading ?? '';
    refill(bar, ...toolbar(view));
    refill(empty, ...(isEmpty ? emptyParts(view) : []));
    for (const part of [tiles, spend, accounts, year, topUps]) part.hidden = isEmpty;
    if (isEmpty) return;
    refill(tiles, ...cards(view, texts, onlyUnit, actions));
    const series = view.spend?.series.findIndex(({ account }) => account === alone) ?? -1;
    const of = { view, texts, alone: series < 0 ? null : series, shown, width: Math.max(240, spend.clientWidth), cursor: barCursor };
    refillRead(
      spend,
      barCursor,
      ...spendSection(of, {
        select,
        isolate: (index) => {
          alone = index === null ? undefined : view?.spend?.series[index]?.account;
          render();
        },
        show: (what) => {
          shown = what;
          render();
        },
        import: () => postMessage({ kind: 'import' }),
        open: actions.open,
      }),
    );
    const rows = view.rows.filter(({ units }) => onlyUnit === null || units.includes(onlyUnit));
    const heading = onlyUnit === null ? words.accounts : texts.fill(words.accountsOf, { unit: onlyUnit });
    const all = onlyUnit === null ? [] : [button(words.showAll, () => actions.showUnit(null), { id: 'show-all', class: 'link' })];
    refill(
      accounts,
      element('div', { class: 'section-head' }, element('h2', {}, heading), ...all),
      accountsTable(view, texts, rows, sorting, actions),
    );
    refillRead(year, dayCursor, ...(view.year ? yearCalendar(view.year, view, texts, dayCursor) : []));
    refill(topUps, ...topUpList(view, texts, openedMonths, actions));
  }

  function toolbar({ words, selection, rows }: OverviewView): readonly Node[] {
    if (rows.length === 0) return [];
    const ranges = overviewRanges.map((range) => [range, words.shortRanges[range]] as const);
    return [
      segments(words.range, ranges, selection.range, 'overview-range', (range) => select({ range })),
      button(words.checkAll, () => postMessage({ kind: 'checkAll' }), { id: 'check-all' }),
    ];
  }

  function emptyParts({ words }: OverviewView): readonly Node[] {
    return [
      element('p', {}, words.noAccount),
      element('p', { class: 'muted' }, words.noAccountHint),
      button(words.addAccount, () => postMessage({ kind: 'addAccount' }), { id: 'offer', class: 'primary' }),
      button(words.importing, () => postMessage({ kind: 'import' }), { id: 'import' }),
    ];
  }

  return {
    root,
    receive: (next) => {
      view = next;
      render();
    },
    redraw: render,
    tell: (sentence) => {
      notice.textContent = sentence;
    },
  };
}

/** What is taken away loses the focus, and with it forgets what was read. */
function refillRead(container: HTMLElement, cursor: BarCursor | DayCursor, ...children: readonly Node[]): void {
  const { at } = cursor;
  const scrolled = container.querySelector('.scroll')?.scrollTop ?? 0;
  refill(container, ...children);
  cursor.at = at;
  container.querySelector('.scroll')?.scrollTo({ top: scrolled });
}
