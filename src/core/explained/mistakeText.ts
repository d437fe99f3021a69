import type { Mistake } from '../text/shapeMistakes';
import type { Translate } from '../text/translate';

/** Which entry of a setting is wrong, and how; names that somebody typed are not repeated. */
export function mistakeText({ path: [list = '', position, field], text }: Mistake, t: Translate): string {
  const setting = `apiBalance.usage.${list}`;
  if (typeof position !== 'number') return t('The setting {setting} {what}.', { setting, what: text });
  const place = { setting, number: position + 1, what: text };
  return field === undefined || /^this field/.test(text)
    ? t('{setting}, entry {number}: {what}.', place)
    : t('{setting}, entry {number}, "{field}": {what}.', { ...place, field });
}
