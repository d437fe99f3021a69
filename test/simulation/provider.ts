import { micros, microsPerUnit, toDecimal, unit } from '../../src/core/money/money';
import type { Exchange } from '../../src/core/provider/transport';
import type { Random } from './random';

export const faultKinds = [
  'down',
  'serverError',
  'throttled',
  'garbage',
  'halfGarbage',
  'noRows',
  'paymentRequired',
  'refuses',
  'revoked',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** null: the provider does not say. */
  readonly retryAfterSeconds: number | null;
  readonly asDate: boolean;
}

/** What the provider said in one answer; an amount that is not there was not readable. */
export type Said =
  | { readonly ok: true; readonly amounts: ReadonlyMap<string, number>; readonly refused: boolean }
  | {
      readonly ok: false;
      readonly kind: 'unreachable' | 'answered' | 'refused' | 'paymentRequired' | 'notReported';
      readonly retryAfter: { readonly seconds: number } | { readonly date: number } | null;
    };

export interface Answered {
  readonly exchange: Exchange;
  readonly said: Said;
}

const lies = [
  '<html>Sign in to the network</html>',
  '{}',
  '[]',
  '{"balance_infos":[{"currency":"CNY","total_balance":"NaN"},{"currency":"USD","total_balance":"1,2,3"}]}',
  '{"balance_infos":[{"currency":"???","total_balance":"5"}]}',
];

/** One account at the provider: its money, which comes and goes, and what is wrong with the provider just now. */
export class SimulatedAccount {
  readonly #amounts = new Map([
    ['CNY', 40_000_000],
    ['USD', 12_000_000],
  ]);
  /** The number of the key that works; each replacement is one more. */
  key = 0;
  /** The window in which a new key is being tried. */
  replacing: { readonly crashed: boolean } | null = null;
  #revoked = -1;
  #fault: Fault | null = null;

  constructor(private readonly random: Random) {}

  set fault(fault: Fault | null) {
    if (fault?.kind === 'revoked') this.#revoked = this.key;
    else this.#fault = fault;
  }

  change(name: string, hundredths: number): void {
    this.#amounts.set(name, (this.#amounts.get(name) ?? 0) + hundredths * 10_000);
  }

  /** Spends a little, and is topped up by much or by little when it runs out: most limits are crossed again and again. */
  live(): void {
    for (const [name, amount] of this.#amounts) {
      if (this.random.isTrue(0.5)) this.change(name, -this.random.between(1, 150));
      if (this.random.isTrue(0.05)) this.change(name, -this.random.between(100, 2_000));
      if (this.random.isTrue(amount < this.random.between(-2, 12) * microsPerUnit ? 0.2 : 0.01))
        this.change(name, this.random.pick([50, 99, 120, 300, 900, 3_500]));
    }
  }

  /** @param providerTime its own clock, which is right */
  answer(key: number, providerTime: number): Answered {
    if (key <= this.#revoked) return this.#status(401, 'refused');
    const fault = this.#fault;
    const retryAfter =
      fault === null || fault.retryAfterSeconds === null
        ? null
        : fault.asDate
          ? { date: Math.floor(providerTime / 1000) * 1000 + fault.retryAfterSeconds * 1000 }
          : { seconds: fault.retryAfterSeconds };
    switch (fault?.kind) {
      case 'down':
        return unreachable();
      case 'serverError':
        return this.#status(this.random.pick([500, 502, 503]), 'answered', retryAfter);
      case 'throttled':
        return this.#status(429, 'answered', retryAfter);
      case 'paymentRequired':
        return this.#status(402, 'paymentRequired');
      case 'garbage':
        return { exchange: answered(200, this.random.pick(lies)), said: { ok: false, kind: 'answered', retryAfter: null } };
      case 'noRows':
        return {
          exchange: answered(200, '{"is_available":true,"balance_infos":[]}'),
          said: { ok: false, kind: 'notReported', retryAfter: null },
        };
      case 'halfGarbage':
        return this.#amountsWithout(this.random.pick(['CNY', 'USD']), null);
      case 'refuses':
        return this.#amountsWithout(null, true);
      case 'revoked':
      case undefined:
        return this.#amountsWithout(null, null);
    }
  }

  // incident 1: the order of rows means nothing.
  #amountsWithout(unread: string | null, refuses: boolean | null): Answered {
    const refused = refuses ?? ![...this.#amounts.values()].some((amount) => amount > 0);
    const rows = this.random.shuffled([...this.#amounts]).map(([name, amount]) => {
      const text = toDecimal(micros(amount), unit(name));
      return { currency: name, total_balance: name === unread ? 'n/a' : text, granted_balance: '0.00', topped_up_balance: text };
    });
    const amounts = new Map([...this.#amounts].filter(([name]) => name !== unread));
    return {
      exchange: answered(200, JSON.stringify({ is_available: !refused, balance_infos: rows })),
      said: { ok: true, amounts, refused },
    };
  }

  #status(
    status: number,
    kind: 'answered' | 'refused' | 'paymentRequired',
    retryAfter: { readonly seconds: number } | { readonly date: number } | null = null,
  ): Answered {
    const header = retryAfter === null ? null : 'date' in retryAfter ? new Date(retryAfter.date).toUTCString() : String(retryAfter.seconds);
    return { exchange: { ...answered(status, ''), retryAfter: header }, said: { ok: false, kind, retryAfter } };
  }
}

export function unreachable(): Answered {
  return { exchange: { ok: false, kind: 'unreachable' }, said: { ok: false, kind: 'unreachable', retryAfter: null } };
}

function answered(status: number, body: string): Extract<Exchange, { ok: true }> {
  return { ok: true, status, contentType: 'application/json', retryAfter: null, body };
}
