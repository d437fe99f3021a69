import type { CheckState } from './checkPeriods';
import type { EpochBreak } from './epochBreaks';
import type { BarLength } from './historyBars';
import type { RangeName } from './historySelection';
import type { Level } from './level';
import type { LedgerEventKind } from '../ledger/ledgerEvents';
import type { Translate } from '../text/translate';

/** Where a figure comes from. The three never mix. */
export type FigureSource = 'reported' | 'derived' | 'estimated';

/** Every word of the page. `{name}` stands for a value. */
export type HistoryWords = ReturnType<typeof historyWords>;

export function historyWords(t: Translate) {
  return {
    account: t('Account'),
    line: t('Shown'),
    range: t('Range'),
    from: t('From'),
    to: t('To'),
    ranges: {
      '24h': t('24 hours'),
      '7d': t('7 days'),
      '30d': t('30 days'),
      '90d': t('90 days'),
      '1y': t('1 year'),
      all: t('All'),
      own: t('Chosen dates'),
    } satisfies Record<RangeName | 'own', string>,
    shortRanges: {
      '24h': t('24 h'),
      '7d': t('7 d'),
      '30d': t('30 d'),
      '90d': t('90 d'),
      '1y': t('1 y'),
      all: t('All'),
      own: t('Dates…'),
    } satisfies Record<RangeName | 'own', string>,
    sources: { reported: t('Reported by the provider'), derived: t('Derived from readings'), estimated: t('Estimated') } satisfies Record<
      FigureSource,
      string
    >,
    kinds: kindNames(t),
    spendPer: {
      hour: t('Spend per hour'),
      day: t('Spend per day'),
      week: t('Spend per week'),
      month: t('Spend per month'),
    } satisfies Record<BarLength, string>,
    spentIn: t('{amount} spent'),
    notKnown: t('not known'),
    atLeast: t('at least {amount}'),
    atMost: t('at most {amount}'),
    owed: t('{amount} owed'),
    upTo: t('{low} to {high}'),
    balance: t('Balance'),
    levels: { threshold: t('Low balance'), limit: t('Limit') } satisfies Record<Level['kind'], string>,
    moveThreshold: t('Drag or press the arrow keys to change the amount at which the balance counts as low. Escape cancels.'),
    breaks: { key: t('Key or address changed'), clock: t('Clock set back') } satisfies Record<EpochBreak['why'], string>,
    checks: t('Checks'),
    checksTitle: t('Checks without an answer'),
    checkStates: {
      answered: t('Answered'),
      refused: t('Refused'),
      down: t('Down'),
      failed: t('Other failure'),
      notAsked: t('Not asked'),
    } satisfies Record<CheckState, string>,
    unreported: t('not reported'),
    estimate: t('≈ {amount}'),
    gap: t('No readings'),
    runway: t('Runway, estimated'),
    estimated: t('estimated'),
    settling: t('may still change'),
    bound: t('at least this much, perhaps more'),
    late: t('seen after a gap, so it may be from an earlier day'),
    spread: t('Range within a step'),
    chart: t('Chart'),
    table: t('Table'),
    view: t('View'),
    exporting: t('Export'),
    inView: t('In view: {span}'),
    everything: t('All accounts, all readings'),
    exports: {
      daysCsv: t('Days as CSV'),
      daysJson: t('Days as JSON'),
      readingsCsv: t('Readings as CSV'),
      readingsJson: t('Readings as JSON'),
      picture: t('Chart as PNG'),
      everythingCsv: t('All readings as CSV'),
      everythingJson: t('All readings as JSON'),
    },
    importing: t('Import…'),
    importJson: t('Import readings from a JSON file'),
    zoom: t('Zoom'),
    zoomIn: t('Zoom in'),
    zoomOut: t('Zoom out'),
    zoomReset: t('Show the whole range'),
    chartRole: t('chart'),
    keys: [
      t('Point at the chart, or focus it and use the arrow keys, with Shift by ten; Home and End go to the ends, Escape leaves.'),
      t('Drag or press + and − to zoom; 0 shows the whole range.'),
    ].join(' '),
    when: t('When'),
    lowest: t('Lowest'),
    highest: t('Highest'),
    event: t('Event'),
    spent: t('Spent'),
    remark: t('Remark'),
    inUnit: t('{what}, {unit}'),
    day: t('Day'),
    columns: {
      opening: t('Opening'),
      spent: t('Spent'),
      toppedUp: t('Topped up'),
      granted: t('Granted'),
      adjusted: t('Adjusted'),
      expired: t('Expired'),
      closing: t('Closing'),
    },
    closingEstimated: t('Left, estimated'),
    daysNewestFirst: t('Days, newest first'),
    olderDays: t('Show older days ({count})'),
    moreDays: t('Older rows not listed: {count}. An export has all of them.'),
    readingDays: t('Older days are still being read.'),
    since: t('some of it since {day}'),
    broken: t('Key or address changed, or clock set back'),
    newestFirst: t('{what}, newest first'),
    entries: t('Top-ups, grants and other entries'),
    noEntries: t('None in this range.'),
    kind: t('Kind'),
    amount: t('Amount'),
    window: t('Between'),
    note: t('Note'),
    noteFor: t('Note for {kind} of {when}'),
    addNote: t('Add a note'),
    changeNote: t('Change the note'),
    addAccount: t('Add Account'),
    check: t('Check Now'),
  };
}

export function kindNames(t: Translate): Readonly<Record<LedgerEventKind, string>> {
  return {
    spend: t('Spend'),
    topUp: t('Top-up'),
    adjustment: t('Adjustment'),
    grant: t('Grant'),
    expiry: t('Expiry'),
    setBack: t('Reset'),
  };
}
