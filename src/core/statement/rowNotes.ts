import { addsUp } from './balanceRow';
import type { BalanceRow, Broken, Reported, ReportedRow, UncheckedRow } from './rows';
import type { Statement } from './statement';
import type { NoteTexts } from './statementWords';
import type { Translate } from '../text/translate';

/** What a reader of the row has to know: since when, until when, what is missing. */
export function rowNotes(row: BalanceRow | ReportedRow, statement: Statement, texts: NoteTexts): readonly string[] {
  const { t } = texts;
  if (row.kind === 'reported') return [t('as the provider reports it, in UTC days'), ...missingDays(row.reported, texts)];
  const { opening, closing, isFirst, isEarly, broken, reported } = row;
  const { month } = statement;
  const isLateOpening = !isFirst && opening.day < month.first - 1;
  const isOneDay = isFirst && isEarly && opening.day === closing.day;
  return [
    ...(isFirst && !isOneDay ? [t('counts from {day}, when it was first checked', { day: texts.day(opening.day) })] : []),
    ...(isLateOpening ? [t('opening as of {day}: changes since then count in this month', { day: texts.day(opening.day) })] : []),
    ...(isEarly && !isOneDay ? [t('closing as of {day}', { day: texts.day(closing.day) })] : []),
    ...(isOneDay ? [t('checked only on {day}', { day: texts.day(closing.day) })] : []),
    ...(broken ? [brokenText(broken, addsUp(row), texts)] : []),
    ...(reported ? [t('the provider reports {amount} spent, in UTC days', { amount: reportedText(reported, row.unit, texts) })] : []),
    ...(reported ? missingDays(reported, texts) : []),
  ];
}

export function uncheckedText({ last }: UncheckedRow, texts: NoteTexts): string {
  const { t, month } = texts;
  if (!last) return t('never checked by the end of {month}', { month });
  const values = { month, amount: texts.amount(last.amount, last.unit), day: texts.day(last.day) };
  return t('not checked in {month}; the last balance was {amount}, on {day}', values);
}

function brokenText({ why, day }: Broken, isEven: boolean, { t, day: text }: NoteTexts): string {
  const values = { day: text(day) };
  switch (why) {
    case 'key':
      return isEven
        ? t('another key since {day}: what changed in between is not known', values)
        : t('another key since {day}: what changed in between is not known, so the row does not add up', values);
    case 'clock':
      return isEven
        ? t('a clock was set back on {day}: what changed in between is not known', values)
        : t('a clock was set back on {day}: what changed in between is not known, so the row does not add up', values);
    case 'size':
      return t('the amounts are too large to be added, so the row does not add up');
  }
}

function reportedText({ amount, atLeast }: Reported, unit: string, texts: NoteTexts): string {
  const text = texts.amount(amount, unit);
  return texts.bounded({ atLeast, atMost: false }, text);
}

function missingDays({ reported, days }: Reported, { t }: NoteTexts): readonly string[] {
  return reported === days ? [] : [t('{count} of {all} days reported', { count: reported, all: days })];
}

/** What the words beside an amount mean. */
export function atLeastNote(t: Translate): string {
  return t('At least: money or another key came between two checks, or days were not checked or reported, so it may be more.');
}

export function atMostNote(t: Translate): string {
  return t('Up to: nobody checked in the days before the month, so some of it may have been spent before.');
}
