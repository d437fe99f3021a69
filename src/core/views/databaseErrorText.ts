import type { ProviderError, ProviderErrorKind } from '../model/providerError';
import type { ErrorAction, ErrorContext } from './errorAction';

/** What happened, and what to do; without advice, that of the action counts. */
export interface DatabaseErrorText {
  readonly what: string;
  readonly action: ErrorAction;
  readonly advice?: string;
}

type Describe = (error: ProviderError, context: ErrorContext) => DatabaseErrorText;

/**
 * What is said of the query of a person's own database in another way than of a provider: it has users, rights and rows, and no HTTP.
 * undefined: the same words will do.
 */
export function databaseErrorText(error: ProviderError, context: ErrorContext): DatabaseErrorText | undefined {
  return texts[error.kind]?.(error, context);
}

const texts: Readonly<Partial<Record<ProviderErrorKind, Describe>>> = {
  missingKey: ({ host }, { terminal, t }) => ({
    what:
      terminal?.file !== undefined
        ? t('The file {file} holds no password or connection string that can be used for {host}, so its query was not run.', {
            file: terminal.file,
            host,
          })
        : terminal?.variable
          ? t('{variable} holds no password or connection string that can be used for {host}, so its query was not run.', {
              variable: terminal.variable,
              host,
            })
          : t('There is no password or connection string that can be used for {host}, so its query was not run.', { host }),
    action: 'enterKey',
  }),
  unauthorized: ({ host }, { terminal, t }) => ({
    what: t('The database at {host} refuses this user or password, so its query was not run.', { host }),
    action: 'replaceKey',
    advice: terminal
      ? t('Correct {place}, or the user in "definition".', { place: terminal.file ?? terminal.variable ?? t('the password') })
      : t('Correct the user or the password.'),
  }),
  forbidden: ({ host }, { t }) => ({
    what: t('The user of the query may not read all that it names in the database at {host}.', { host }),
    action: 'replaceKey',
    advice: t('Whoever owns that can give it: GRANT SELECT ON the table TO the user, and GRANT USAGE ON SCHEMA for its schema.'),
  }),
  proxyOrTls: ({ host }, { t }) => ({
    what: t('No trusted connection to the database at {host} was possible, so nothing was sent.', { host }),
    action: 'checkProxy',
    advice: t('Where its certificate is of your own authority, name the file: "sslrootcert" in "definition", or in the connection string.'),
  }),
  timeout: ({ host }, { t }) => ({
    what: t('The query in the database at {host} did not end in time, so the balance was not updated.', { host }),
    action: 'checkAgain',
  }),
  serverError: ({ host }, { t }) => ({
    what: t('The database at {host} has no connection left, so its query was not run.', { host }),
    action: 'checkAgainLater',
  }),
  unexpectedResponse: ({ host, field }, { t }) => ({
    what: t('The query in the database at {host} gave no balance: {detail}.', { host, detail: field ?? t('its answer cannot be read') }),
    action: 'showLog',
  }),
  originRefused: ({ host }, { t }) => ({
    what: t('The connection string names another server than {host}, which "definition" names, so nothing was sent.', { host }),
    action: 'confirmOrigin',
    advice: t('Correct one of them.'),
  }),
};
