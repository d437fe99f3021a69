import type { ExplainedGroup } from '../explained/explainedGroup';
import { mistakeText } from '../explained/mistakeText';
import type { UsageAnswer } from '../explained/usageRequest';
import type { UsageStanding } from '../explained/usageStanding';
import type { HistoryPlace } from '../history/historyStore';
import type { ExplainedSelection } from '../historyPage/explainedSelection';
import type { HistoryDisplay } from '../historyPage/historyDisplay';
import { historyNotice } from '../historyPage/historyNotice';
import { tabNames } from '../historyPage/pageTabs';
import { asAccountId, type AccountId } from '../model/accountId';
import { shortTime } from '../time/formatTime';
import { explainedCard, type ExplainedCard } from './explainedCard';
import { explainedPageWords, type ExplainedPageWords } from './explainedWords';
import { payerLines, type PayerLine } from './payerLines';
import { readLines, usageRows, type ReadLine, type UsageRow } from './usageRows';

/** Everything the tab Explained shows, as data that survives JSON. */
export interface ExplainedView {
  readonly locale: string;
  readonly words: ExplainedPageWords;
  readonly tabs: ReturnType<typeof tabNames>;
  readonly notice: string | null;
  readonly selection: ExplainedSelection;
  /** What to do before there is anything to see; null where there is. */
  readonly offer: { readonly sentences: readonly string[]; readonly action: 'chooseTools' | 'readLogs' } | null;
  /** While logs are read: how far. */
  readonly progress: string | null;
  /** When logs were read last, and on which machine. */
  readonly readAt: string | null;
  readonly choices: readonly { readonly key: string; readonly title: string }[];
  readonly card: ExplainedCard | null;
  /** Where there are tools and no account to explain. */
  readonly noAccount: string | null;
  readonly usage: readonly UsageRow[];
  /** Where one of them has amounts in several currencies. */
  readonly usageNote: string | null;
  /** Calls of which no log tells who pays. */
  readonly payers: readonly PayerLine[];
  readonly files: readonly ReadLine[];
  readonly legend: readonly string[];
}

export interface ExplainedViewOf {
  readonly standing: UsageStanding;
  readonly selection: ExplainedSelection;
  /** As the person named it; with its provider. */
  readonly titleOf: (account: AccountId) => string;
  readonly place: HistoryPlace;
  readonly hidesProjects: boolean;
  readonly display: HistoryDisplay;
}

function groupKey({ accounts, unit, reported }: Pick<ExplainedGroup, 'accounts' | 'unit' | 'reported'>): string {
  return `${accounts.join(' ')} ${unit}${reported === null ? '' : ' reported'}`;
}

export function explainedView({ standing, selection, titleOf, place, hidesProjects, display }: ExplainedViewOf): ExplainedView {
  const { t, locale } = display;
  const { answer } = standing;
  const groups = answer?.groups ?? [];
  const shown = groups.find((group) => groupKey(group) === selection.group) ?? mostTelling(groups);
  const title = ({ accounts, unit, reported }: ExplainedGroup): string =>
    [accounts.map(titleOf).join(' + '), unit, ...(reported === null ? [] : [t('as reported')])].join(' · ');
  return {
    locale,
    words: explainedPageWords(t),
    tabs: tabNames(t),
    notice: faultText(standing, display) ?? mistakesText(standing, t) ?? historyNotice(place, display),
    selection: { ...selection, group: shown === undefined ? null : groupKey(shown) },
    offer: offerOf(standing, display),
    progress: progressText(standing, display),
    readAt: answer === null || standing.tools.length === 0 ? null : [readText(answer, display), ...machineText(standing, t)].join(' '),
    choices: groups.map((group) => ({ key: groupKey(group), title: title(group) })),
    card:
      shown === undefined || answer === null
        ? null
        : explainedCard({ group: shown, title: title(shown), answer, way: selection.way, hidesProjects, display }),
    noAccount:
      answer !== null && groups.length === 0 ? t('None of your accounts has a balance, or reported spend, that logs could explain.') : null,
    usage: answer === null ? [] : usageRows(answer, display),
    usageNote:
      answer?.tools.some(({ total }) => total.amounts.length > 1) === true
        ? t('Amounts in two currencies are two views, each of the calls that have a price in it. They are never added.')
        : null,
    payers: answer === null ? [] : payerLines(answer, (account) => titleOf(asAccountId(account)), display),
    files: answer === null ? [] : readLines(answer, t),
    legend: [
      t(
        '≈ is an estimate: tokens in logs, by the price that held then. What was spent is the fall of the balance, or what the provider reports.',
      ),
      t('What is in no log here may be calls without a log, another machine or app with the same key, or a price that changed.'),
    ],
  };
}

/** The one that most was spent on, as far as one may compare. */
function mostTelling(groups: readonly ExplainedGroup[]): ExplainedGroup | undefined {
  return [...groups].sort((a, b) => (b.whole?.span.spent ?? -1) - (a.whole?.span.spent ?? -1))[0];
}

function offerOf(standing: UsageStanding, { t }: HistoryDisplay): ExplainedView['offer'] {
  const { tools, answer, isReading, fault } = standing;
  if (tools.length === 0)
    return {
      sentences: [
        t('What was spent is known; where it went stands in the logs of your AI tools on this machine.'),
        t(
          'Choose which of them may be read. Times, models and counts of tokens are kept, nothing of what was said, and nothing leaves this machine.',
        ),
        ...machineText(standing, t),
      ],
      action: 'chooseTools',
    };
  if (answer === null && !isReading && fault === null) return { sentences: [t('Logs were not read yet.')], action: 'readLogs' };
  return null;
}

function progressText({ isReading, progress }: UsageStanding, { t }: HistoryDisplay): string | null {
  if (!isReading) return null;
  return progress === null ? t('Looking for logs…') : t('Reading {tool}: file {done} of {of}', { ...progress });
}

function readText({ at, readElsewhere }: UsageAnswer, display: HistoryDisplay): string {
  const time = shortTime(at, display);
  return readElsewhere ? display.t('Another window is reading; as of {time}.', { time }) : display.t('Logs read at {time}.', { time });
}

function machineText({ machine }: UsageStanding, t: HistoryDisplay['t']): readonly string[] {
  switch (machine) {
    case 'only':
      return [];
    case 'screen':
      return [t('Logs are read on the machine with your screen. Tools on the machine that this window works on are in no figure.')];
    case 'remote':
      return [t('Logs are read on the machine that this window works on. Tools on the one with your screen are in no figure.')];
  }
}

function mistakesText({ mistakes }: UsageStanding, t: HistoryDisplay['t']): string | null {
  return mistakes.length === 0 ? null : mistakes.map((mistake) => mistakeText(mistake, t)).join(' ');
}

function faultText({ fault }: UsageStanding, { t }: HistoryDisplay): string | null {
  switch (fault) {
    case null:
      return null;
    case 'noSqlite':
      return t('This editor has no SQLite, so logs of tools cannot be read.');
    case 'notKept':
      return t('What was read of logs could not be kept: the disk takes nothing, or a newer version of API Balance wrote the file.');
    case 'failed':
      return t('Logs could not be read. The log of API Balance has the details.');
  }
}
