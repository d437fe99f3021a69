/** A name and what it means, as lines of a help page. */
export type Meaning = readonly [name: string, meaning: string];

export const wrongLine: Meaning = ['1', 'The command line or a file is wrong'];
export const done: Meaning = ['0', 'Done'];

/** Of what asks providers, by what was found. */
export const statesExits: readonly Meaning[] = [
  ['0', 'All is well'],
  ['1', 'Some balance is unknown or failed, or the command line is wrong'],
  ['2', 'Some balance is low, exhausted or unavailable'],
];

export const watchExits: readonly Meaning[] = [
  ['0', 'All is well'],
  [
    '1',
    'Some balance is unknown or failed, a message was not posted, something could not be written or served, or the command line is wrong',
  ],
  ['2', 'Some balance is low, exhausted or unavailable'],
];

/** What each key is in depends on the provider. */
export const keyVariable: Meaning = ['PROVIDER_API_KEY', 'The keys; "api-balance providers" lists which variables are read'];

export const networkVariables: readonly Meaning[] = [
  ['HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY', 'The proxy to send through, and the hosts that need none'],
  ['NODE_EXTRA_CA_CERTS', 'A file with certificates of your own authority'],
];

export const colorVariables: readonly Meaning[] = [
  ['NO_COLOR', 'With any value: no colours, unless FORCE_COLOR is set'],
  ['FORCE_COLOR', 'With any value but 0 and false: colours, whatever the output is'],
];

export const zoneVariable: Meaning = ['TZ', 'The time zone whose days count, where --tz names none'];

export const configFile: Meaning = [
  '$XDG_CONFIG_HOME/api-balance/config.json',
  'The configuration that counts where no option names another, and no provider is named; ~/.config where the variable is not set',
];

export const historyFile: Meaning = [
  'history.sqlite',
  'The history that a watch keeps by its configuration, or of the editor, in the storage folder of its extension; an export as JSON is read too',
];

/** Of what reads no export. */
export const databaseFile: Meaning = [
  'history.sqlite',
  'The history, in the folder that the configuration names, or in the storage folder of the extension',
];
