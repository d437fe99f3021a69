import { formatTime } from './formatTime';
import { signature, type ProviderError, type ProviderErrorKind } from './providerError';
import type { Translate } from './translate';

/** The one thing to do about a failure. Each shell maps it to a command, a link, or nothing. */
export type ErrorAction = 'enterKey' | 'replaceKey' | 'openKeys' | 'openBilling' | 'checkAgain' | 'showLog' | 'confirmOrigin';

export interface ErrorText {
  readonly sentence: string;
  readonly action: ErrorAction;
}

export interface ErrorContext {
  readonly provider: string;
  /** Keys of a provider with several sites work at one of them only. */
  readonly hasSites: boolean;
  readonly locale: string;
  readonly t: Translate;
}

type Describe = (error: ProviderError, context: ErrorContext) => ErrorText;

/** What happened, what it means for the number, what to do. Only our own words: no key, body or stack can stand in it. */
export function errorText(error: ProviderError, context: ErrorContext): ErrorText {
  return texts[error.kind](error, context);
}

const texts: Readonly<Record<ProviderErrorKind, Describe>> = {
  missingKey: (_error, { provider, t }) => ({
    sentence: t('There is no usable {provider} key on this machine, so the balance cannot be asked for. Enter the key.', { provider }),
    action: 'enterKey',
  }),
  unauthorized: (error, { provider, hasSites, t }) => ({
    sentence: hasSites
      ? t('{provider} does not accept this key at {host}, so the balance is not known. Replace the key, or choose the site it was made for.', { provider, host: error.host })
      : t('{provider} does not accept this key, so the balance is not known. Replace the key.', { provider }),
    action: 'replaceKey',
  }),
  forbidden: (error, { provider, t }) =>
    error.status === 402
      ? { sentence: t('{provider} refuses calls until the account is paid up, and names no balance. Open billing.', { provider }), action: 'openBilling' }
      : { sentence: t('{provider} does not let this key read the balance. Use a key that may.', { provider }), action: 'openKeys' },
  insufficientScope: (_error, { provider, t }) => ({
    sentence: t('This {provider} key may not read the account balance, so it is not known. Use a key that may.', { provider }),
    action: 'openKeys',
  }),
  notReported: (_error, { provider, t }) => ({
    sentence: t('{provider} answered, but did not report a balance for this key. The dashboard shows it.', { provider }),
    action: 'openBilling',
  }),
  notSupported: ({ field }, { provider, t }) => ({
    sentence: field === signature
      ? t('{provider} tells the balance only to requests signed with a cloud access key, never to an API key. The dashboard shows it.', { provider })
      : t('{provider} has no balance endpoint, so no tool can ask for it. The dashboard shows it.', { provider }),
    action: 'openBilling',
  }),
  rateLimited: (error, { provider, locale, t }) => ({
    sentence: error.retryAt
      ? t('{provider} asks for no more requests until {time}, so the balance was not renewed. Check again after that.', { provider, time: formatTime(error.retryAt, locale) })
      : t('{provider} answered that there were too many requests, so the balance was not renewed. Check again in a few minutes.', { provider }),
    action: 'checkAgain',
  }),
  unreachable: (error, { t }) => ({
    sentence: t('{host} could not be reached, so the balance was not renewed. Check the network, then check again.', { host: error.host }),
    action: 'checkAgain',
  }),
  timeout: (error, { t }) => ({
    sentence: t('{host} did not answer in time, so the balance was not renewed. Check again.', { host: error.host }),
    action: 'checkAgain',
  }),
  proxyOrTls: (error, { t }) => ({
    sentence: t('No trusted connection to {host} was possible, so the key was not sent. Check the proxy and certificate settings.', { host: error.host }),
    action: 'showLog',
  }),
  serverError: (error, { provider, locale, t }) => ({
    sentence: error.retryAt
      ? t('{provider} had a fault of its own and asks to wait until {time}. The balance was not renewed. Check again after that.', { provider, time: formatTime(error.retryAt, locale) })
      : t('{provider} had a fault of its own (HTTP {status}), so the balance was not renewed. Check again later.', { provider, status: error.status ?? 500 }),
    action: 'checkAgain',
  }),
  retired: (_error, { provider, t }) => ({
    sentence: t('{provider} has withdrawn the balance endpoint, so the balance cannot be asked for. The dashboard shows it.', { provider }),
    action: 'openBilling',
  }),
  unexpectedResponse: (error, { provider, t }) => ({
    sentence: t('{provider} answered in a form that was not expected{detail}, so the balance is not known. The log names what was asked.', { provider, detail: detail(error) }),
    action: 'showLog',
  }),
  originRefused: (error, { t }) => ({
    sentence: error.status === undefined
      ? t('The key was given for another host, so it was not sent to {host}. Allow the new host, or change the account back.', { host: error.host })
      : t('{host} answered with a redirect. It was not followed, so that the key goes nowhere else. Check the base URL of the account.', { host: error.host }),
    action: error.status === undefined ? 'confirmOrigin' : 'showLog',
  }),
};

function detail({ field, status }: ProviderError): string {
  if (field !== undefined && field !== '') return ` (${field})`;
  return status === undefined ? '' : ` (HTTP ${status})`;
}
