import { thresholdsOf, titleOf, type AccountFacts } from '../views/accountView';
import { headline } from '../model/headline';
import { unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { Translate } from '../text/translate';
import type { HistoryReads } from './historyDisplay';
import { lineTitle, shownLine, type ShownLine } from './shownLine';
import type { AccountId } from '../model/accountId';

export interface LineChoice extends Pick<ShownLine, 'unit' | 'of'> {
  readonly name: string;
}

export interface AccountChoice {
  readonly id: AccountId;
  readonly title: string;
  readonly lines: readonly LineChoice[];
}

/**
 * All that has a history: balances, then caps, then what is reported as spent. What an account's latest answer tells of is known at
 * once; its days are looked at where it is the one that is wanted, since an earlier key or unit has some too, or has nothing else.
 */
export function keptLines(
  store: HistoryReads,
  facts: readonly AccountFacts[],
  wanted: AccountId | undefined,
  now: EpochMs,
): readonly ShownLine[] {
  const spent = store
    .latest()
    .flatMap((latest) =>
      latest.reading.spend.flatMap((one) => (one.window === 'day' ? [{ account: latest.account, unit: one.unit, of: 'spend' }] : [])),
    );
  const latest = [...[...store.lines(), ...store.capLines()].map(shownLine), ...spent];
  const hasLine = new Set(latest.map(({ account }) => account));
  const ids = new Set([...facts.map((one) => one.account.id), ...(wanted === undefined ? [] : [wanted])]);
  const earlier = [...ids]
    .filter((id) => id === wanted || !hasLine.has(id))
    .flatMap((account) =>
      [...new Set(store.spendDays(account, 0, now).map((day) => day.unit))].map((name) => ({ account, unit: name, of: 'spend' })),
    )
    .filter((one) => !spent.some((known) => known.account === one.account && known.unit === one.unit));
  return [...latest, ...earlier];
}

/** The accounts of the settings in their order, then those that only history still knows. */
export function accountChoices(facts: readonly AccountFacts[], kept: readonly ShownLine[], t: Translate): readonly AccountChoice[] {
  const known = facts.map((one) => ({ id: one.account.id, title: titleOf(one), lines: linesOf(one, kept, t) }));
  const gone = [...new Set(kept.map(({ account }) => account))].filter((id) => !facts.some(({ account }) => account.id === id));
  return [
    ...known,
    ...gone.map((id) => ({
      id,
      title: id,
      lines: named(
        kept.filter(({ account }) => account === id),
        t,
      ),
    })),
  ];
}

/** What was asked for where it is there, else what the account has first, else the first account that has a history. */
export function chosenLine(choices: readonly AccountChoice[], kept: readonly ShownLine[], wanted: Partial<ShownLine>): ShownLine | null {
  const hasHistory = ({ id }: AccountChoice): boolean => kept.some(({ account }) => account === id);
  const account = choices.find(({ id }) => id === wanted.account) ?? choices.find(hasHistory) ?? choices[0];
  if (!account) return null;
  const ofUnit = account.lines.filter((line) => line.unit === wanted.unit);
  const line = ofUnit.find(({ of }) => of === wanted.of) ?? ofUnit[0] ?? account.lines[0];
  return { account: account.id, unit: line?.unit ?? '', of: line?.of ?? 'balance' };
}

/** The balance that stands for it comes first. Without any history there is a choice of what was just said of it. */
function linesOf({ account, snapshot: { reading } }: AccountFacts, kept: readonly ShownLine[], t: Translate): readonly LineChoice[] {
  const own = kept.filter((line) => line.account === account.id);
  const main = reading && headline(reading.balances, thresholdsOf(account), account.pinnedUnit);
  const isMain = ({ unit: name, of }: ShownLine): boolean => of === 'balance' && main !== null && name === unit(main.unit);
  if (own.length > 0) return named([...own.filter(isMain), ...own.filter((line) => !isMain(line))], t);
  return named(reading?.balances.map((balance) => shownLine({ account: account.id, unit: balance.unit })) ?? [], t);
}

function named(lines: readonly ShownLine[], t: Translate): readonly LineChoice[] {
  return lines.map(({ unit: name, of }) => ({ unit: name, of, name: lineTitle({ unit: name, of }, t) }));
}
