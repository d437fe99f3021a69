import { nearestName } from '../text/nearestName';
import type { Mistake } from '../text/shapeMistakes';
import type { Booking } from './bookedOn';
import { listTables } from './listTables';
import type { FindMeant } from './meantSite';
import { ownTables } from './ownTables';
import type { PriceOverride } from './priceOverride';
import { indexPrices } from './prices';
import type { UsageEntries } from './readUsageEntries';

export interface SaidOfPrices {
  readonly overrides: readonly PriceOverride[];
  readonly bookings: readonly Booking[];
}

/**
 * Names in what a person says that mean nothing here, so that the entry would have no effect, or another one. A provider of calls and a
 * model may be anything that logs have.
 * @param tools the ids of all readers
 */
export function strangeNames({ overrides, bookings }: SaidOfPrices, tools: readonly string[], meant: FindMeant): readonly Mistake[] {
  const { own, list, knows } = indexPrices({ own: ownTables, list: listTables, overrides: [], meant });
  const hasPrices = (name: string): boolean => (list({ name }) ?? own(meant({ name })?.provider ?? '')) !== undefined;
  const mistakes: Mistake[] = [];
  const look = (path: Mistake['path'], name: string | undefined, isKnown: (name: string) => boolean, near = ''): void => {
    if (name !== undefined && !isKnown(name)) mistakes.push({ path, text: `is not known here${near}` });
  };
  const lookAtTool = (setting: keyof UsageEntries, entry: number, tool: string | undefined): void => {
    const near = tool === undefined ? undefined : nearestName(tool, tools);
    look([setting, entry, 'tool'], tool, (name) => tools.includes(name), near === undefined ? '' : `; "${near}" may be meant`);
  };
  for (const { entry = 0, of, priceAs, alias, prices } of overrides) {
    lookAtTool('prices', entry, of.tool);
    if (prices !== undefined) continue;
    look(['prices', entry, 'priceAs'], priceAs, hasPrices);
    look(['prices', entry, 'alias'], alias, knows);
  }
  for (const { entry = 0, tool } of bookings) lookAtTool('accounts', entry, tool);
  return mistakes;
}
