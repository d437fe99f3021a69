import type { HistoryPlace } from '../history/historyStore';
import type { Translate } from '../text/translate';

/** What the person must know about where history is kept; null where all is as it should be. */
export function historyPlaceText(place: HistoryPlace, t: Translate): string | null {
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
