import type { Translate } from '../text/translate';
import type { SkipReason } from '../usage/usageReader';

/** Why a log was passed over, whole or in part, as the end of a sentence. */
export function skipText(reason: SkipReason, t: Translate): string {
  switch (reason) {
    case 'unreadable':
      return t('it may not be read, or the disk failed');
    case 'malformed':
      return t('some of it is damaged, and was left out');
    case 'notText':
      return t('it is not text');
    case 'tooBig':
      return t('it is larger than any log should be');
    case 'lineTooLong':
      return t('a line is longer than any should be, and was left out');
    case 'tooNew':
      return t('a newer version of the tool wrote it than this version can read');
    case 'locked':
      return t('another program keeps it to itself just now; it is tried again the next time');
    case 'gone':
      return t('it was gone when it should be read');
    case 'linkOutside':
      return t('it is a link that leads out of the folder of the logs');
    case 'tooDeep':
      return t('it lies in too many folders');
    case 'wrongTime':
      return t('some of its times cannot be, and were left out');
    case 'noDatabase':
      return t('it needs a newer version of Node');
  }
}
