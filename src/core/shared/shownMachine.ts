import { oneLine, shortened } from '../text/plainText';
import type { Translate } from '../text/translate';
import type { MachineName } from './sharedEntry';

/** It stands beside amounts, in columns. */
const longest = 24;

/** A machine's name as it is shown: somebody wrote it, and it may be nothing that can be seen. */
export function shownMachine({ name }: Pick<MachineName, 'name'>, t: Translate): string {
  const plain = shortened(oneLine(name), longest);
  return plain === '' ? t('another machine') : plain;
}
