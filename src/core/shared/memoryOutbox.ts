import type { Asker, NoteName, SharedOutbox, WaitingEntry } from './sharedOutbox';
import type { SharedAccount } from './sharedEntry';

/** For a runtime without SQLite, or a disk that takes nothing: as long as this process lives. */
export function memoryOutbox(machineId: string): SharedOutbox {
  let entries: readonly WaitingEntry[] = [];
  let [count, until] = [0, 0];
  const notes = new Map<NoteName, string>();
  const askers = new Map<string, Asker>();
  const keyOf = ({ account, place }: SharedAccount): string => JSON.stringify([account, place]);
  const waiting = (): readonly WaitingEntry[] => entries.filter(({ seq }) => seq > until);
  return {
    machineId: () => machineId,
    add: (entry) => {
      count += 1;
      entries = [...entries, { ...entry, seq: count }];
    },
    waiting: (most) => waiting().slice(0, most),
    count: () => waiting().length,
    unread: () => 0,
    handedOn: (seq) => {
      until = seq;
    },
    handOnAgain: (since) => {
      const first = entries.find(({ entry }) => entry.at >= since);
      if (first) until = Math.min(until, first.seq - 1);
    },
    drop: (handedOnBefore, mostWaiting) => {
      const kept = waiting();
      const dropped = Math.max(0, kept.length - mostWaiting);
      entries = [...entries.filter(({ seq, entry }) => seq <= until && entry.at >= handedOnBefore), ...kept.slice(dropped)];
      return dropped;
    },
    note: (name) => notes.get(name) ?? null,
    setNote: (name, text) => void (text === null ? notes.delete(name) : notes.set(name, text)),
    asker: (of) => askers.get(keyOf(of)) ?? null,
    setAsker: (of, asker) => void askers.set(keyOf(of), asker),
    close: () => undefined,
  };
}
