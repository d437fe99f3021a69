import { actionText, possibleAction, type ErrorAction, type ErrorContext } from './errorAction';
import { databaseErrorText } from './databaseErrorText';
import { formatTime } from '../time/formatTime';
import { inOptions } from '../text/inOptions';
import { oneLine } from '../text/plainText';
import { currencyField, isPaymentRequired, signature, type ProviderError, type ProviderErrorKind } from '../model/providerError';
import type { Translate } from '../text/translate';

export interface ErrorText {
  readonly sentence: string;
  readonly action: ErrorAction;
}

type Describe = (error: ProviderError, context: ErrorContext) => readonly [what: string, action: ErrorAction];

/**
 * What happened, what it means for the number, what to do, in one line. Our own words, and a host or a path as the
 * person gave it: no key, body or stack.
 */
export function errorText(error: ProviderError, of: ErrorContext): ErrorText {
  const context = of.isDescribed === true && error.host !== '' ? { ...of, provider: error.host } : of;
  const own = context.isDatabase === true ? databaseErrorText(error, context) : undefined;
  const [what, wished] = own ? [own.what, own.action] : texts[error.kind](error, context);
  const action = possibleAction(wished, context);
  const { t } = context;
  const dropped =
    error.droppedPath === undefined
      ? []
      : [
          t('The path {path} of the base URL was not used, since the paths of {provider} begin at the host.', {
            path: error.droppedPath,
            provider: context.provider,
          }),
        ];
  const hint = error.hint === undefined ? [] : [t(error.hint)];
  // A hint says what to do at this provider, which the general advice would only repeat.
  const advice = hint.length > 0 && action !== 'enterKey' ? '' : (own?.advice ?? actionText(action, context));
  const sentence = oneLine([what, ...hint, ...dropped, advice].filter((part) => part !== '').join(' '));
  return { sentence: context.terminal?.writtenIn === 'options' ? inOptions(sentence) : sentence, action };
}

/** A failure in two or three words, for one line among others. */
export function errorWords(error: ProviderError, t: Translate): string {
  const words: Readonly<Record<ProviderErrorKind, () => string>> = {
    missingKey: () => t('no usable key'),
    unauthorized: () => t('key refused'),
    forbidden: () => (isPaymentRequired(error) ? t('payment required') : t('key may not read the balance')),
    insufficientScope: () => t('key may not read the balance'),
    notReported: () => t('no balance reported'),
    notSupported: () => t('no balance endpoint'),
    rateLimited: () => t('too many requests'),
    unreachable: () => t('not reached'),
    timeout: () => t('no answer in time'),
    proxyOrTls: () => t('no trusted connection'),
    serverError: () => t('error at the provider'),
    retired: () => t('endpoint withdrawn'),
    unexpectedResponse: () => t('answer not understood'),
    originRefused: () => t('not sent to another host'),
  };
  return words[error.kind]();
}

const texts: Readonly<Record<ProviderErrorKind, Describe>> = {
  missingKey: (_error, { provider, terminal, t }) => [
    terminal?.file !== undefined
      ? t('The file {file} holds no usable {provider} key, or cannot be read, so the balance cannot be asked for.', {
          file: terminal.file,
          provider,
        })
      : terminal?.variable
        ? t('{variable} holds no usable {provider} key, so the balance cannot be asked for.', { variable: terminal.variable, provider })
        : t('There is no usable {provider} key on this machine, so the balance cannot be asked for.', { provider }),
    'enterKey',
  ],
  unauthorized: ({ host }, { provider, hasSites, t }) => [
    hasSites
      ? t('{provider} does not accept this key at {host}, so its balance could not be checked.', { provider, host })
      : t('{provider} does not accept this key, so its balance could not be checked.', { provider }),
    'replaceKey',
  ],
  forbidden: (error, { provider, t }) =>
    isPaymentRequired(error)
      ? [t('{provider} refuses calls until the account is paid up, and reports no balance.', { provider }), 'openBilling']
      : [t('{provider} does not let this key read the balance.', { provider }), 'openKeys'],
  insufficientScope: (_error, { provider, t }) => [
    t('This {provider} key may not read the account balance, so it is not known.', { provider }),
    'openKeys',
  ],
  notReported: ({ field, host }, { provider, t }) => [
    field === currencyField
      ? t('{provider} names no currency, and which one counts at {host} is not known, so the amount is not shown.', { provider, host })
      : t('{provider} answered, but did not report a balance for this key.', { provider }),
    'seeDashboard',
  ],
  notSupported: ({ field }, { provider, t }) => [
    field === signature
      ? t('{provider} reports the balance only to requests signed with a cloud access key, never to an API key.', { provider })
      : t('{provider} has no balance endpoint, so no tool can ask for it.', { provider }),
    'seeDashboard',
  ],
  rateLimited: ({ retryAt }, { provider, locale, t }) =>
    retryAt
      ? [
          t('{provider} accepts no more requests until {time}, so the balance was not updated.', {
            provider,
            time: formatTime(retryAt, { locale }),
          }),
          'checkAgainLater',
        ]
      : [t('{provider} answered that there were too many requests, so the balance was not updated.', { provider }), 'checkAgainLater'],
  unreachable: ({ host }, { t }) => [t('{host} could not be reached, so the balance was not updated.', { host }), 'checkNetwork'],
  timeout: ({ host }, { t }) => [t('{host} did not answer in time, so the balance was not updated.', { host }), 'checkAgain'],
  proxyOrTls: ({ host }, { t }) => [t('No trusted connection to {host} was possible, so the key was not sent.', { host }), 'checkProxy'],
  serverError: (error, { provider, locale, t }) => [
    error.retryAt
      ? t('{provider} had a server error and asks to wait until {time}. The balance was not updated.', {
          provider,
          time: formatTime(error.retryAt, { locale }),
        })
      : t('{provider} had a server error{detail}, so the balance was not updated.', { provider, detail: detail(error) }),
    'checkAgainLater',
  ],
  retired: (_error, { provider, t }) => [
    t('{provider} has withdrawn the balance endpoint, so the balance cannot be asked for.', { provider }),
    'seeDashboard',
  ],
  unexpectedResponse: (error, { provider, t }) => [
    t('{provider} answered in a form that was not expected{detail}, so its balance could not be read.', {
      provider,
      detail: detail(error),
    }),
    'showLog',
  ],
  originRefused: ({ host, status }, { t }) =>
    status === undefined
      ? [t('The key was given for another host, so it was not sent to {host}.', { host }), 'confirmOrigin']
      : [t('{host} answered with a redirect. It was not followed, so that the key goes nowhere else.', { host }), 'checkAddress'],
};

function detail({ field, status }: ProviderError): string {
  if (field !== undefined && field !== '') return ` (${field})`;
  return status === undefined ? '' : ` (HTTP ${status})`;
}
