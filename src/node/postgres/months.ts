import type { SharedFault } from '../../core/shared/sharedFault';
import type { EpochMs } from '../../core/time/epoch';
import type { Call } from './sharedCalls';
import { fromMs } from './columns';

/** The months that are known to have their tables, or to get none from this role. */
export interface Months {
  /**
   * Before rows of these times are written. Where this role may make none, the default tables take them, until somebody who may makes
   * the month.
   */
  readonly make: (call: Call, times: readonly EpochMs[], signal?: AbortSignal) => Promise<SharedFault | null>;
}

export function monthsOf(schema: string): Months {
  const known = new Set<number>();
  return {
    make: async (call, times, signal) => {
      const firstDays = new Set(times.map(firstDay).filter((day) => !known.has(day)));
      for (const day of firstDays) {
        const made = await call((ask) => ask(`SELECT ${schema}.make_month(${fromMs('$1::bigint')}) AS made`, [day]), { signal });
        if (!made.ok && made.fault.kind !== 'noRights') return made.fault;
        known.add(day);
      }
      return null;
    },
  };
}

function firstDay(at: EpochMs): EpochMs {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}
