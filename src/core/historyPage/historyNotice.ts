import type { HistoryPlace } from '../history/historyStore';
import type { HistoryDisplay } from './historyDisplay';
import type { Translate } from '../text/translate';

/** What the person must know about where history is kept, and shared; null where all is as it should be. */
export function historyNotice(place: HistoryPlace, { sharing = null, t }: Pick<HistoryDisplay, 'sharing' | 't'>): string | null {
  const told = [placeText(place, t), sharing].filter((text) => text !== null);
  return told.length === 0 ? null : told.join(' ');
}

function placeText(place: HistoryPlace, t: Translate): string | null {
  switch (place.kind) {
    case 'disk':
      return place.setAside === null
        ? null
        : t('The history file was damaged. It was set aside as {file}, and a new one was started.', { file: place.setAside });
    case 'memory':
      return place.why === 'noSqlite'
        ? t('This editor has no SQLite, so history is kept in memory until this window closes.')
        : t('History could not be written to disk, so it is kept in memory until this window closes.');
    case 'newer':
      return t('The history was written by a newer version of API Balance. It is shown, and nothing is added to it: {file}', {
        file: place.file,
      });
  }
}
