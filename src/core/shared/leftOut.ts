import type { Translate } from '../text/translate';

/**
 * Checks that are not in a shared history, or not in this machine's, and why.
 * `unread`: a newer version put them into this machine's outbox. `unfit`: no database gives them back as they are.
 * `tooMany`: more waited than are kept. `unheard`: a newer version handed them on from another machine.
 */
export type LeftOut = 'unread' | 'unfit' | 'tooMany' | 'unheard';

export type TellLeftOut = (why: LeftOut, count: number) => void;

/** Says once of each kind what is left out, and what to do. */
export function leftOutTeller(t: Translate, tell: (text: string) => unknown): TellLeftOut {
  const told = new Set<LeftOut>();
  return (why, count) => {
    if (!told.has(why)) tell(texts[why](t, count));
    told.add(why);
  };
}

const texts: Readonly<Record<LeftOut, (t: Translate, count: number) => string>> = {
  unread: (t, count) =>
    t(
      'Checks that a newer version of API Balance put into the outbox of this machine wait for it ({count}): update this one. All others are handed on.',
      { count },
    ),
  unfit: (t, count) =>
    t('Some checks cannot be kept in the shared history, such as for a time that no calendar has, and stay on this machine ({count}).', {
      count,
    }),
  tooMany: (t, count) =>
    t('Too many checks wait for the shared history, so the oldest are left out of it ({count}). The history of this machine has them.', {
      count,
    }),
  unheard: (t, count) =>
    t('Checks that a newer version of API Balance handed on are not in the history of this machine ({count}): update this one.', { count }),
};
