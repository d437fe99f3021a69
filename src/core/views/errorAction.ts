import type { Links } from '../provider/provider';
import type { Translate } from '../text/translate';
import type { TerminalSource } from './terminalSource';

/** The one thing to do about a failure. The editor maps it to a command; a terminal says it. */
export const errorActions = [
  'enterKey',
  'replaceKey',
  'openKeys',
  'openBilling',
  'seeDashboard',
  'checkAgain',
  'checkAgainLater',
  'checkNetwork',
  'checkProxy',
  'showLog',
  'confirmOrigin',
  'checkAddress',
] as const;
export type ErrorAction = (typeof errorActions)[number];

export interface ErrorContext {
  readonly provider: string;
  /** The person described it, so it has no name of a company: a sentence names its host. */
  readonly isDescribed?: boolean;
  /** A query of their own database, which has words of its own. */
  readonly isDatabase?: boolean;
  /** Keys of a provider with several sites work at one of them only. */
  readonly hasSites: boolean;
  /** The provider's pages; null where there are none. */
  readonly links: Links | null;
  readonly locale: string;
  readonly t: Translate;
  /** For a command line: where it has the account from. Absent in the editor. */
  readonly terminal?: TerminalSource;
}

/** Nothing opens a page that there is not. */
export function possibleAction(action: ErrorAction, { links }: Pick<ErrorContext, 'links'>): ErrorAction {
  if (links !== null) return action;
  if (action === 'openKeys') return 'replaceKey';
  if (action === 'openBilling') return 'checkAgainLater';
  return action === 'seeDashboard' ? 'showLog' : action;
}

/**
 * What to do, as a sentence; empty where there is nothing to name. A terminal has neither buttons nor a log, so it names variables,
 * files, addresses and fields of the account, which `inOptions` tells as options where options were typed.
 */
export function actionText(action: ErrorAction, context: ErrorContext): string {
  return context.terminal ? terminalText(action, context, context.terminal) : editorText(action, context);
}

function editorText(action: ErrorAction, { hasSites, t }: ErrorContext): string {
  const texts: Readonly<Record<ErrorAction, () => string>> = {
    enterKey: () => t('Enter the key.'),
    replaceKey: () => (hasSites ? t('Replace the key, or choose the site it was made for.') : t('Replace the key.')),
    openKeys: () => t('Use a key with that permission.'),
    openBilling: () => t('Open billing.'),
    seeDashboard: () => t('The dashboard shows it.'),
    checkAgain: () => t('Check again.'),
    checkAgainLater: () => t('Check again later.'),
    checkNetwork: () => t('Check the network, then check again.'),
    checkProxy: () => t('Check the proxy and certificate settings.'),
    showLog: () => t('The log has the details.'),
    confirmOrigin: () => t('Allow the new host, or change the account back.'),
    checkAddress: () => t('Check the base URL of the account.'),
  };
  return texts[action]();
}

function terminalText(action: ErrorAction, { hasSites, isDescribed, links, t }: ErrorContext, { variable, file }: TerminalSource): string {
  const texts: Readonly<Record<ErrorAction, () => string>> = {
    enterKey: () =>
      file !== undefined
        ? t('Write the key into it, name it by its whole path, and let this user read it.')
        : variable === null
          ? t('Name the variable that holds it with "key".')
          : t('Set {variable}, or name another variable with "key".', { variable }),
    replaceKey: () =>
      [
        file !== undefined
          ? t('Write a key that it accepts into {file}.', { file })
          : variable === null
            ? t('Use a key that it accepts.')
            : t('Set {variable} to a key that it accepts.', { variable }),
        ...(hasSites ? [t('Or name the site it was made for with "site".')] : []),
      ].join(' '),
    openKeys: () => t('Use a key with that permission: {url}', { url: links?.keys ?? '' }),
    openBilling: () => t('Its billing page: {url}', { url: links?.billing ?? '' }),
    seeDashboard: () => t('The dashboard shows it: {url}', { url: links?.billing ?? '' }),
    checkAgain: () => t('Check again.'),
    checkAgainLater: () => t('Check again later.'),
    checkNetwork: () => t('Check the network, then check again.'),
    checkProxy: () => t('Check HTTPS_PROXY and, for certificates of your own, NODE_EXTRA_CA_CERTS.'),
    showLog: () => (links ? t('Its dashboard: {url}', { url: links.billing }) : ''),
    confirmOrigin: () => t('Check the address.'),
    checkAddress: () =>
      isDescribed === true ? t('Check the address in "definition".') : t('Check the address that was given with "baseUrl".'),
  };
  return texts[action]();
}
