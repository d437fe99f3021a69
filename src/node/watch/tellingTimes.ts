import type { WatchStore } from '../../core/checks/watchStore';
import type { EpochMs } from '../../core/time/epoch';

type Told = (name: string, at: EpochMs) => void;

const active = 'active';

/** A store that tells of each time it is given, and of each that it is asked for. */
export function tellingTimes(store: WatchStore, onSet: Told, onRead: Told = () => undefined): WatchStore {
  const setTime: Told = (name, at) => {
    store.setTime(name, at);
    onSet(name, at);
  };
  const time = (name: string): EpochMs | null => {
    const at = store.time(name);
    if (at !== null) onRead(name, at);
    return at;
  };
  return {
    ...store,
    setTime,
    time,
    setActive: (at) => setTime(active, at),
    lastActiveAt: () => time(active),
    moveTime: (name, from, to) => {
      const isMoved = store.moveTime(name, from, to);
      if (isMoved) onSet(name, to);
      return isMoved;
    },
  };
}
