import { type FaultGroup, type FaultName, faultNames } from './faults';
import { hasRows } from './json';
import type { Wire } from './wire';

/** The faults that mean something in a format: row faults need rows. */
export function faultsFor(wire: Wire): readonly { readonly group: FaultGroup; readonly name: FaultName }[] {
  const [{ key, money }] = wire.demo;
  const rows = wire.routes.some(({ answer, path }) => {
    const { body } = answer(money, { key, path, query: new URLSearchParams(), headers: {}, body: '', at: 0 });
    return 'json' in body && hasRows(body.json);
  });
  return faultNames.filter(({ group }) => rows || group !== 'rows');
}
