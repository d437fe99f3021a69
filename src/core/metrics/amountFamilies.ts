import { labelText } from './labelText';
import type { Labels, MetricFamily, Sample } from './metricFamily';
import { toDecimal, type Micros, type Unit } from '../money/money';
import { unitOfFamily } from './unitOfFamily';

export interface LabelledAmount {
  readonly labels: Labels;
  readonly unit: Unit;
  readonly amount: Micros;
}

/** One gauge for each unit, since a sum over currencies is wrong; the last is for units that stand in a label. */
export function amountFamilies(stem: string, help: string, amounts: readonly LabelledAmount[]): readonly MetricFamily[] {
  const units = [...new Set(amounts.map(({ unit }) => unitOfFamily(unit)))];
  const named = units.filter((unit) => unit !== undefined).sort();
  const family = (unit: string | undefined): MetricFamily => ({
    name: unit === undefined ? stem : `${stem}_${unit}`,
    kind: 'gauge',
    ...(unit === undefined ? {} : { unit }),
    help,
    samples: saidInOneWay(amounts.filter((amount) => unitOfFamily(amount.unit) === unit).map((amount) => sampleOf(amount, unit))),
  });
  return [...named.map(family), ...(units.includes(undefined) ? [family(undefined)] : [])];
}

function sampleOf({ labels, unit, amount }: LabelledAmount, unitOfName: string | undefined): Sample {
  return {
    labels: unitOfName === undefined ? { ...labels, unit: labelText(unit) } : labels,
    value: toDecimal(amount, unit),
  };
}

/** A repeated series fails a whole scrape. Of one that is said in two ways nothing is known. */
function saidInOneWay(samples: readonly Sample[]): readonly Sample[] {
  const values = new Map<string, Sample | null>();
  for (const sample of samples) {
    const series = JSON.stringify(sample.labels);
    const before = values.get(series);
    values.set(series, before === undefined || before?.value === sample.value ? sample : null);
  }
  return [...values.values()].filter((sample) => sample !== null);
}
