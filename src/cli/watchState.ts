import { memoryWatch } from '../core/checks/memoryWatch';
import type { WatchStore } from '../core/checks/watchStore';
import type { HistoryPlace, HistoryStore } from '../core/history/historyStore';

/** What a watch knows and has still to post, and where it writes readings down. */
export interface WatchState {
  readonly store: WatchStore;
  /** null: nothing is written down. */
  readonly history: (HistoryStore & { readonly waiting: () => number }) | null;
  /** What waits to be posted outlives this process, as far as is known by now. */
  readonly isKept: () => boolean;
}

/** @param onFailure once, when the disk fails and all goes on in memory; again when it failed meanwhile */
export type OpenState = (folder: string, keepDays: number, onFailure: (error: unknown) => void) => WatchState;

export function stateInMemory(): WatchState {
  return { store: memoryWatch(), history: null, isKept: () => false };
}

/** Says where readings go, if that is not where they should go: when it begins, and not with each check. */
export function historyTeller(history: WatchState['history'], tell: (text: string) => unknown): { readonly look: () => boolean } {
  let told = '';
  return {
    /** Whether they go where they should. */
    look: () => {
      if (history === null) return true;
      const text = placeText(history.place(), history.waiting());
      if (text !== told && text !== '') tell(text);
      told = text;
      return text === '';
    },
  };
}

function placeText(place: HistoryPlace, waiting: number): string {
  switch (place.kind) {
    case 'disk':
      if (place.setAside !== null)
        return `The history was damaged. It was set aside as ${place.setAside}, and a new one was begun. The checks go on.`;
      return waiting === 0
        ? ''
        : 'The folder of the history cannot be written just now, so what is new waits in memory until it can: look whether its disk is full. The checks go on.';
    case 'newer':
      return 'The history was written by a newer version of API Balance, so new readings are in memory alone. Update this one. The checks go on.';
    case 'memory':
      return place.why === 'noSqlite'
        ? 'This Node.js has no SQLite, so the history is in memory alone. Update Node.js. The checks go on.'
        : 'The folder of the history cannot be written, so history and messages are in memory alone: look at its rights and at the disk. The checks go on.';
  }
}
