import { ofCapName } from '../history/capName';
import type { AccountUnit } from '../history/historyRow';
import type { Translate } from '../text/translate';
import { capNoun } from '../views/stateReasonText';
import type { Cap } from '../model/reading';
import type { AccountId } from '../model/accountId';

/** What one chart of an account is of. */
export interface ShownLine {
  readonly account: AccountId;
  readonly unit: string;
  /** `balance`; `spend`, as the provider reports it by day; else the name of a cap, such as `key daily`. */
  readonly of: string;
}

export type LineKind = 'balance' | 'cap' | 'spend';

export function kindOfLine({ of }: Pick<ShownLine, 'of'>): LineKind {
  return of === 'balance' || of === 'spend' ? of : 'cap';
}

export function shownLine({ account, unit, cap = 'balance' }: AccountUnit): ShownLine {
  return { account, unit, of: cap };
}

/** The line of history that holds its steps. */
export function accountUnitOf({ account, unit, of }: ShownLine): AccountUnit {
  return { account, unit, ...(kindOfLine({ of }) === 'cap' ? { cap: of } : {}) };
}

/** As a heading, and in the list of all that an account has. */
export function lineTitle(line: Pick<ShownLine, 'of' | 'unit'>, t: Translate): string {
  const { of, unit } = line;
  switch (kindOfLine(line)) {
    case 'balance':
      return t('Balance, {unit}', { unit });
    case 'spend':
      return t('Spend that the provider reports, {unit}', { unit });
    case 'cap': {
      const { owner, resets } = ofCapName(of);
      const noun = capNoun(owner, t);
      const [, , number] = of.split(' ');
      const named = number === undefined ? noun : `${noun} ${number}`;
      const period = resetText(resets, t);
      return period === null
        ? t('Left of the {cap}, {unit}', { cap: named, unit })
        : t('Left of the {cap} ({period}), {unit}', { cap: named, period, unit });
    }
  }
}

/** null where it is not known, or never. */
export function resetText(resets: Cap['resets'], t: Translate): string | null {
  switch (resets) {
    case 'daily':
      return t('daily');
    case 'weekly':
      return t('weekly');
    case 'monthly':
      return t('monthly');
    case 'never':
    case 'unknown':
      return null;
  }
}
