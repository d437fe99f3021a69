import { z } from 'zod';
import { bodyFaults } from './bodyFaults';
import { after, type Change, type Exchange, textOf, type Travel } from './exchange';
import { fieldFaults, namedField } from './fieldFaults';
import { redirectFaults, redirectTo } from './redirectFaults';
import { rowFaults } from './rowFaults';
import { statusFaults } from './statusFaults';
import { straight, travelFaults } from './travelFaults';
import type { Reply } from './wire';

const groups = {
  status: statusFaults,
  body: bodyFaults,
  field: fieldFaults,
  rows: rowFaults,
  redirect: redirectFaults,
  travel: travelFaults,
};
const changes = { ...statusFaults, ...bodyFaults, ...fieldFaults, ...rowFaults, ...redirectFaults };

export type FaultGroup = keyof typeof groups;
export type FaultName = keyof typeof changes | keyof typeof travelFaults;
export type Fault =
  | FaultName
  | `delay-${number}`
  | { readonly fault: 'redirect'; readonly to: string; readonly status?: 302 | 307 }
  /** Answered when that is over, and not before: for tests in the sandbox's own process. */
  | { readonly fault: 'held'; readonly until: Promise<unknown> }
  /** `source` is JSON source text in place of every property of that name; null leaves the property out. */
  | { readonly fault: 'field'; readonly name: string; readonly source: string | null };

const names: readonly string[] = Object.values(groups).flatMap((group) => Object.keys(group));
const name = z.custom<FaultName | `delay-${number}`>(
  (value) => typeof value === 'string' && (names.includes(value) || /^delay-\d+$/.test(value)),
  'not a fault name',
);

export const faultSchema: z.ZodType<Fault> = z.union([
  name,
  z.strictObject({
    fault: z.literal('redirect'),
    to: z.url(),
    status: z.union([z.literal(302), z.literal(307)]).exactOptional(),
  }),
  z.strictObject({ fault: z.literal('field'), name: z.string(), source: z.string().nullable() }),
]);

/** Every named fault, group by group. */
export const faultNames: readonly { readonly group: FaultGroup; readonly name: FaultName }[] = [
  ...named('status', statusFaults),
  ...named('body', bodyFaults),
  ...named('field', fieldFaults),
  ...named('rows', rowFaults),
  ...named('redirect', redirectFaults),
  ...named('travel', travelFaults),
];

export function perform(fault: Fault | undefined, reply: Reply, exchange: Exchange): void {
  const { change, travel } = methodOf(fault);
  const changed = change(reply, exchange);
  travel(textOf(changed), changed, exchange);
}

function methodOf(fault: Fault | undefined): { readonly change: Change; readonly travel: Travel } {
  if (fault === undefined) return { change: same, travel: straight };
  if (typeof fault !== 'string') {
    if (fault.fault === 'held') return { change: same, travel: held(fault.until) };
    const change =
      fault.fault === 'redirect' ? redirectTo(fault.to, fault.status ?? 302) : namedField(fault.name, fault.source ?? undefined);
    return { change, travel: straight };
  }
  if (isNameOf(changes, fault)) return { change: changes[fault], travel: straight };
  if (isNameOf(travelFaults, fault)) return { change: same, travel: travelFaults[fault] };
  return { change: same, travel: delayed(Number(fault.slice('delay-'.length))) };
}

function delayed(ms: number): Travel {
  return (text, reply, exchange) => {
    after(exchange.response, ms, () => {
      straight(text, reply, exchange);
    });
  };
}

function held(until: Promise<unknown>): Travel {
  return (text, reply, exchange) => {
    void until.then(() => {
      if (!exchange.response.destroyed) straight(text, reply, exchange);
    });
  };
}

function same(reply: Reply): Reply {
  return reply;
}

function named<Name extends FaultName>(group: FaultGroup, table: Readonly<Record<Name, unknown>>) {
  return keysOf(table).map((key) => ({ group, name: key }));
}

function keysOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table).filter((key) => isNameOf(table, key));
}

function isNameOf<Name extends string>(table: Readonly<Record<Name, unknown>>, text: string): text is Name {
  return Object.hasOwn(table, text);
}
