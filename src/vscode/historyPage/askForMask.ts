import { showPick } from '../editor/dialogs';
import { amountsHidden } from '../editor/settings';
import { t } from '../editor/translation';

/** Undefined: the question was closed. A file is made for others as often as for oneself, so hidden amounts are asked about. */
export async function asksForMask(note = t('as on the screen')): Promise<boolean | undefined> {
  if (!amountsHidden()) return false;
  const choices = [
    { label: t('Masked'), description: note, isMasked: true },
    { label: t('With amounts'), isMasked: false },
  ];
  return (await showPick(choices, { placeHolder: t('Amounts are hidden. What should the file hold?') }))?.isMasked;
}
