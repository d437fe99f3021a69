import { orderReadings, type PastReading } from '../../core/history/pastReading';

/** Of several lists, each in order, one. */
export function readingsInOrder(lists: readonly (readonly PastReading[])[]): readonly PastReading[] {
  const filled = lists.filter(({ length }) => length > 0);
  return filled.length > 1 ? orderReadings(filled.flat(), Infinity) : (filled[0] ?? []);
}

export function newestOf(readings: readonly (PastReading | undefined)[]): PastReading | undefined {
  return orderReadings(
    readings.filter((one) => one !== undefined),
    Infinity,
  ).at(-1);
}
