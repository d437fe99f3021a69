import { addsUp } from './balanceRow';
import type { BalanceRow, Broken, Reported, ReportedRow, UncheckedRow } from './rows';
import type { Statement } from './statement';
import type { NoteTexts } from './statementWords';

/** What a reader of the row has to know: since when, until when, what is missing. */
export function rowNotes(row: BalanceRow | ReportedRow, statement: Statement, texts: NoteTexts): readonly string[] {
  const { t } = texts;
  if (row.kind === 'reported') return [t('as the provider reports it, in UTC days'), ...missingDays(row.reported, texts)];
  const { opening, closing, isFirst, broken, reported } = row;
  const { month, today } = statement;
  // A day without a look is the usual gap of somebody who checks each day.
  const isLateOpening = !isFirst && opening.day < month.first - 1;
  const isEarlyClosing = closing.day < Math.min(month.last, today) - 1;
  const isOneDay = isFirst && isEarlyClosing && opening.day === closing.day;
  return [
    ...(isFirst && !isOneDay ? [t('counts from {day}, when it was first checked', { day: texts.day(opening.day) })] : []),
    ...(isLateOpening ? [t('opening as of {day}: changes since then count in this month', { day: texts.day(opening.day) })] : []),
    ...(isEarlyClosing && !isOneDay ? [t('closing as of {day}', { day: texts.day(closing.day) })] : []),
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
  return atLeast ? texts.atLeast(text) : text;
}

function missingDays({ reported, days }: Reported, { t }: NoteTexts): readonly string[] {
  return reported === days ? [] : [t('{count} of {all} days reported', { count: reported, all: days })];
}
