import { thresholdsOf, titleOf, type AccountFacts } from '../views/accountView';
import { headline } from '../model/headline';
import type { AccountUnit, HistoryLine } from '../history/historyStore';
import { unit } from '../money/money';

export interface AccountChoice {
  readonly id: string;
  readonly title: string;
  readonly units: readonly string[];
}

/** The accounts of the settings in their order, then those that only history still knows. */
export function accountChoices(facts: readonly AccountFacts[], lines: readonly HistoryLine[]): readonly AccountChoice[] {
  const unitsOf = (id: string): readonly string[] => lines.filter(({ account }) => account === id).map((line) => line.unit);
  const known = facts.map((one) => {
    const named = one.snapshot.reading?.balances.map((balance): string => balance.unit) ?? [];
    return { id: one.account.id, title: titleOf(one), units: [...new Set([...mainFirst(one), ...unitsOf(one.account.id), ...named])] };
  });
  const gone = [...new Set(lines.map(({ account }) => account))].filter((id) => !facts.some(({ account }) => account.id === id));
  return [...known, ...gone.map((id) => ({ id, title: id, units: unitsOf(id) }))];
}

/** What was asked for where it is there, else the first account that has a history. */
export function chosenLine(
  choices: readonly AccountChoice[],
  lines: readonly HistoryLine[],
  wanted: Partial<AccountUnit>,
): AccountUnit | null {
  const hasHistory = ({ id }: AccountChoice): boolean => lines.some(({ account }) => account === id);
  const account = choices.find(({ id }) => id === wanted.account) ?? choices.find(hasHistory) ?? choices[0];
  if (!account) return null;
  const chosenUnit = account.units.find((name) => name === wanted.unit) ?? account.units[0] ?? '';
  return { account: account.id, unit: chosenUnit };
}

function mainFirst({ account, snapshot: { reading } }: AccountFacts): readonly string[] {
  const main = reading && headline(reading.balances, thresholdsOf(account), account.pinnedUnit);
  return main ? [unit(main.unit)] : [];
}
