import type { Translate } from '../text/translate';

export const pageTabs = ['overview', 'account', 'explained', 'statement'] as const;
export type PageTab = (typeof pageTabs)[number];

export function tabNames(t: Translate): Readonly<Record<PageTab, string>> {
  return { overview: t('Overview'), account: t('Account'), explained: t('Explained'), statement: t('Statement') };
}
