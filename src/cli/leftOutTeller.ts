import type { LeftOut, TellLeftOut } from '../core/shared/leftOut';

/** Says once of each kind what is not in a history, and what to do. */
export function leftOutTeller(tell: (text: string) => unknown): TellLeftOut {
  const told = new Set<LeftOut>();
  return (why, count) => {
    if (!told.has(why)) tell(texts[why](count));
    told.add(why);
  };
}

const texts: Readonly<Record<LeftOut, (count: number) => string>> = {
  unread: (count) =>
    `Checks that a newer version of API Balance put into the outbox of this machine wait for it (${count}): update this one. ` +
    'All others are handed on.',
  unfit: (count) =>
    `Some checks cannot be kept in the shared history, such as for a time that no calendar has, and stay on this machine (${count}).`,
  tooMany: (count) =>
    `Too many checks wait for the shared history, so the oldest are left out of it (${count}). The history of this machine has them.`,
  unheard: (count) =>
    `Checks that a newer version of API Balance handed on are not in the history of this machine (${count}): update this one.`,
};
