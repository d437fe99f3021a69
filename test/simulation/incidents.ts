import type { Fault } from './provider';

/**
 * Something that happens to windows, to the machine, at the provider, or by a person's hand. Numbers of windows and
 * accounts wrap around.
 */
export type Incident =
  /** `midFlight`: in the middle of its next request. */
  | { readonly kind: 'crash'; readonly window: number; readonly midFlight: boolean; readonly awayMinutes: number }
  | { readonly kind: 'close'; readonly window: number; readonly awayMinutes: number }
  | { readonly kind: 'zombie'; readonly window: number; readonly hangs: boolean; readonly awayMinutes: number }
  /** `midFlight`: in the middle of the next request of any window, and with a person who clicks right after the wake. */
  | { readonly kind: 'sleep'; readonly midFlight: boolean; readonly minutes: number; readonly networkAfterSeconds: number }
  | { readonly kind: 'offline'; readonly minutes: number }
  /** The machine's clock is set. */
  | { readonly kind: 'step'; readonly minutes: number }
  | { readonly kind: 'key'; readonly window: number; readonly account: number }
  | { readonly kind: 'fault'; readonly account: number; readonly minutes: number; readonly fault: Fault }
  | { readonly kind: 'money'; readonly account: number; readonly unit: 'CNY' | 'USD'; readonly hundredths: number }
  /** `again`: once more as soon as it is cancelled. */
  | {
      readonly kind: 'click';
      readonly window: number;
      readonly account: number;
      readonly cancelAfterMs: number | null;
      readonly again: boolean;
      readonly everywhere: boolean;
    }
  | { readonly kind: 'focus'; readonly window: number | null }
  /**
   * Another program holds the file that windows share. `reads`: it only reads there, which in a rollback journal lets every write begin
   * and none end. `midFlight`: in the middle of the next request of any window.
   */
  | { readonly kind: 'lock'; readonly reads: boolean; readonly midFlight: boolean; readonly seconds: number }
  /** The channel that messages are posted to takes none. */
  | { readonly kind: 'channel'; readonly minutes: number }
  /** An account is removed, and one with its id and another key is there at once. */
  | { readonly kind: 'readd'; readonly window: number; readonly account: number };

export interface Happening {
  readonly atMinute: number;
  readonly incident: Incident;
}

export interface Plan {
  /** Of everything that is not in `happenings`: jitter, waits, what is spent. */
  readonly seed: number;
  readonly windows: number;
  /** A window without keys, such as one that was started without the environment of the others; null: all have them. */
  readonly keyless: number | null;
  readonly accounts: number;
  readonly days: number;
  readonly intervalMinutes: number;
  readonly ticksPerInterval: number;
  readonly happenings: readonly Happening[];
}
