import type { Mistake } from '../text/shapeMistakes';
import type { Booking } from './bookedOn';
import { listTables } from './listTables';
import type { FindMeant } from './meantSite';
import { ownTables } from './ownTables';
import type { PriceOverride } from './priceOverride';
import { indexPrices } from './prices';

export interface SaidOfPrices {
  readonly overrides: readonly PriceOverride[];
  readonly bookings: readonly Booking[];
}

/**
 * Names in what a person says that mean nothing here, so that the entry would have no effect, or another one. A provider of calls and a
 * model may be anything that logs have.
 * @param tools the ids of all readers
 * @param near the one of them that is meant, where that can be told
 */
export function strangeNames(
  { overrides, bookings }: SaidOfPrices,
  tools: readonly string[],
  meant: FindMeant,
  near?: (typed: string, known: readonly string[]) => string | undefined,
): readonly Mistake[] {
  const { own, list, knows } = indexPrices({ own: ownTables, list: listTables, overrides: [], meant });
  const hasPrices = (name: string): boolean => (list({ name }) ?? own(meant({ name })?.provider ?? '')) !== undefined;
  const mistakes: Mistake[] = [];
  const look = (path: Mistake['path'], name: string | undefined, isKnown: (name: string) => boolean, text: string): void => {
    if (name !== undefined && !isKnown(name)) mistakes.push({ path, text });
  };
  const lookAtTool = (list: string, entry: number, tool: string | undefined): void => {
    const meantTool = tool === undefined ? undefined : near?.(tool, tools);
    const text = meantTool === undefined ? `must be one of ${tools.join(', ')}` : `is the id of no tool; "${meantTool}" may be meant`;
    look([list, entry, 'tool'], tool, (name) => tools.includes(name), text);
  };
  for (const { entry = 0, of, priceAs, alias, prices } of overrides) {
    lookAtTool('prices', entry, of.tool);
    if (prices !== undefined) continue;
    look(['prices', entry, 'priceAs'], priceAs, hasPrices, 'is no provider with known prices');
    look(['prices', entry, 'alias'], alias, knows, 'is no model with a known price');
  }
  for (const { entry = 0, tool } of bookings) lookAtTool('accounts', entry, tool);
  return mistakes;
}
