import { currencyField } from '../model/providerError';
import type { FixedSite, Problem } from './provider';

/** For an amount that names no currency, from a host that is none of the provider's sites: whoever chose it knows what it stands for. */
export function unknownCurrency(sites: Readonly<Record<string, FixedSite>>): Problem {
  const named = Object.entries(sites).flatMap(([name, { unit }]) => (unit ? [`${name} (${unit})`] : []));
  return {
    kind: 'notReported',
    field: currencyField,
    hint: `Name the site that this address stands for with "site": ${named.join(' or ')}.`,
  };
}
