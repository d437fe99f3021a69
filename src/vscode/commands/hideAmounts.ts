import { flash } from '../editor/dialogs';
import { setAmountsHidden } from '../editor/settings';
import { t } from '../editor/translation';

/** In every window at once: all of them read the same setting. */
export async function hideAmounts(areHidden: boolean): Promise<void> {
  await setAmountsHidden(areHidden);
  flash(areHidden ? t('Amounts are hidden') : t('Amounts are shown'));
}
