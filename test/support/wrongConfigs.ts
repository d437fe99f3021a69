/** As it stands in a configuration. */
export const plainAccount = '{ "id": "claude", "provider": "anthropic" }';
const account = plainAccount;

/** Configurations with one mistake each, and what is said of it. */
export const wrongConfigs: readonly (readonly [what: string, text: string, reason: RegExp])[] = [
  ['nothing', '', /empty/],
  [
    'a folder that is not whole',
    `{ "accounts": [${account}], "history": { "folder": "history" } }`,
    /history\.folder: must be a whole path, such as/,
  ],
  ['part of a day', `{ "accounts": [${account}], "history": { "folder": "/a", "keepDays": 1.5 } }`, /keepDays: must be/],
  [
    'a connection string as it is',
    `{ "accounts": [${account}], "history": { "folder": "/a", "postgres": "postgresql://db.example.org/history" } }`,
    /history\.postgres: must be "env:NAME" or "file:PATH"/,
  ],
  [
    'a database without a folder',
    `{ "accounts": [${account}], "history": { "postgres": "env:HISTORY_DATABASE" } }`,
    /history: a database that is shared wants a "folder"/,
  ],
  ['a field of the history like none', `{ "accounts": [${account}], "history": { "foldr": "/a" } }`, /"folder" may be meant/],
  [
    'an address to listen at that is none',
    `{ "accounts": [${account}], "metrics": { "listen": "127.0.0.1" } }`,
    /metrics\.listen: must be HOST:PORT/,
  ],
  ['no JSON', '{ "accounts": [', /^line 1, column \d+: /],
  ['no object', '[]', /must be an object/],
  ['no accounts', '{}', /^line 1, column 1, accounts: is missing$/],
  ['an empty list', '{ "accounts": [] }', /accounts: must name one account at least/],
  ['accounts of another type', '{ "accounts": {} }', /accounts: must be a list/],
  [
    'an unknown field',
    `{ "accounts": [${account}],\n  "chanels": [] }`,
    /^line 2, column 3: this field is not known; "channels" may be meant$/,
  ],
  ['an unknown field like none', `{ "accounts": [${account}], "zzzzzz": 1 }`, /this field is not known; known are .*accounts/],
  [
    'an unknown field of an account',
    '{ "accounts": [{ "id": "a", "provider": "anthropic",\n"labl": "x" }] }',
    /^line 2, column 1, accounts\[1\]: .*"label" may be meant$/,
  ],
  [
    'an unknown provider',
    '{ "accounts": [{ "id": "a", "provider": "antropic" }] }',
    /accounts\[1\]: The provider is not one that API Balance knows/,
  ],
  ['a dashboard', '{ "accounts": [{ "id": "a", "provider": "mistral" }] }', /accounts\[1\]: .*/],
  ['an id twice', `{ "accounts": [${account},\n${account}] }`, /^line 2, column 1, accounts\[2\]: The id is used by another account/],
  [
    'a threshold that is none',
    '{ "accounts": [{ "id": "a", "provider": "anthropic",\n"lowBalance": { "USD": "five" } }] }',
    /^line 2, column 1, accounts\[1\]\.lowBalance: /,
  ],
  [
    'general thresholds that are none',
    `{ "accounts": [${account}], "lowBalance": { "USD": "x" } }`,
    /lowBalance: must give amounts by unit/,
  ],
  [
    'a general threshold below 0',
    `{ "accounts": [${account}],\n"lowBalance": { "USD": -5 } }`,
    /^line 2, column 1, lowBalance: must give amounts by unit, from 0 on/,
  ],
  [
    'a threshold of an account below 0, as a text',
    '{ "accounts": [{ "id": "a", "provider": "anthropic",\n"lowBalance": { "USD": " -2.50" } }] }',
    /^line 2, column 1, accounts\[1\]\.lowBalance: "lowBalance" must give amounts by unit, from 0 on/,
  ],
  [
    'a site that is not the one of its address',
    '{ "accounts": [{ "id": "a", "provider": "moonshot", "baseUrl": "https://api.moonshot.cn",\n"site": "global" }] }',
    /^line 2, column 1, accounts\[1\]: "site" does not fit "baseUrl", which is the address of the site china$/,
  ],
  ['a key as it is', `{ "accounts": [{ "id": "a", "provider": "anthropic", "key": "abc" }] }`, /A key itself does not belong in this file/],
  [
    'an address as it is',
    `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "https://example.org/hook" }] }`,
    /channels\[1\]\.url: must be "env:NAME" or "file:PATH"/,
  ],
  ['a channel without an address', `{ "accounts": [${account}], "channels": [{ "id": "t" }] }`, /channels\[1\]\.url: is missing/],
  [
    'a kind of channel that is none',
    `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "kind": "discrod" }] }`,
    /"discord" may be meant/,
  ],
  [
    'a field that a kind has not',
    `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "kind": "slack", "secret": "env:B" }] }`,
    /this field is not known/,
  ],
  [
    'a secret as it is',
    `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "kind": "feishu", "secret": "abc" }] }`,
    /"secret" is a secret/,
  ],
  [
    'two channels of one id',
    `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A" }, { "id": "t", "url": "env:B" }] }`,
    /channels\[2\]\.id: is the id of another channel/,
  ],
  [
    'what is posted',
    `{ "accounts": [${account}], "channels": [{ "id": "t", "url": "env:A", "posts": ["all"] }] }`,
    /must be one of "alerts", "summaries"/,
  ],
  [
    'a time that is none',
    `{ "accounts": [${account}], "schedule": { "every": "often" } }`,
    /schedule\.every: must be a time from 5m to 24h/,
  ],
  ['a time too short', `{ "accounts": [${account}], "schedule": { "every": "10s" } }`, /schedule\.every: must be a time from 5m to 24h/],
  [
    'a zone that is none',
    `{ "accounts": [${account}], "schedule": { "timeZone": "Mars/Olympus" } }`,
    /schedule\.timeZone: must be a time zone/,
  ],
  [
    'a description that is wrong',
    '{ "accounts": [{ "id": "a", "provider": "custom",\n"definition": { "url": "https://api.example.com/b",\n"amuont": "/left" } }] }',
    /^line 2, column 1, accounts\[1\]\.definition: .*"amount" may be meant/,
  ],
  [
    'a description where none belongs',
    `{ "accounts": [{ "id": "a", "provider": "anthropic",\n"definition": {} }] }`,
    /^line 2, column 1, accounts\[1\]\.definition: "definition" means nothing to Anthropic$/,
  ],
  [
    'a connection string in the place of a host',
    `{ "accounts": [{ "id": "a", "provider": "postgres",\n"definition": {\n"host": "postgresql://reader:pw@db.example.org/billing", "query": "SELECT 1" } }] }`,
    /^line 3, column 1, accounts\[1\]\.definition: "definition\.host" must be a host, such as [^:]*:6432, and no connection string(?!.*(reader|example\.org))/,
  ],
  [
    'a user and a password before a host',
    '{ "accounts": [{ "id": "a", "provider": "postgres", "definition": { "host": "reader:pw@db.example.org", "query": "SELECT 1" } }] }',
    /"definition\.host" must be a host/,
  ],
  [
    'a database without a query',
    '{ "accounts": [{ "id": "a", "provider": "postgres", "definition": { "host": "db.example.org" } }] }',
    /accounts\[1\]\.definition: "definition" must give "host" and "query", as texts/,
  ],
  [
    'a list of secrets',
    '{ "accounts": [{ "id": "a", "provider": "anthropic", "secrets": ["env:A"] }] }',
    /"secrets" must give places by name/,
  ],
  [
    'minutes that are none',
    '{ "accounts": [{ "id": "a", "provider": "anthropic", "refreshInterval": 3 }] }',
    /accounts\[1\]: "refreshInterval" must be 0, or minutes from 5 to 1440$/,
  ],
  [
    'prices in no currency',
    `{ "accounts": [${account}], "usage": { "prices": [{ "use": "plan" },\n{ "prices": { "input": 1, "output": 2 } }] } }`,
    /^line 2, column \d+, usage\.prices\[2\]\.currency: must say which currency prices and fees are in$/,
  ],
  [
    'a factor that is none',
    `{ "accounts": [${account}], "usage": { "prices": [{ "factor": "0,8" }] } }`,
    /usage\.prices\[1\]\.factor: must be a number such as 0\.8/,
  ],
  [
    'a price of no class',
    `{ "accounts": [${account}], "usage": { "prices": [{ "currency": "USD", "prices": { "input": 1, "output": 2, "cacheRed": 1 } }] } }`,
    /usage\.prices\[1\]\.prices: this field is not known; "cacheRead" may be meant/,
  ],
  [
    'a span of prices that is none',
    `{ "accounts": [${account}], "usage": { "prices": [{ "use": "plan", "from": "2026-11-02", "to": "2026-11-01" }] } }`,
    /usage\.prices\[1\]\.to: must be after from/,
  ],
  [
    'an address in the place of a host of usage',
    `{ "accounts": [${account}], "usage": { "accounts": [{ "host": "https://gw.example.com/v1", "account": "claude" }] } }`,
    /usage\.accounts\[1\]\.host: must be a host alone/,
  ],
  [
    'usage paid by nobody known',
    `{ "accounts": [${account}], "usage": { "accounts": [{ "tool": "codex", "account": "nobody" }] } }`,
    /usage\.accounts\[1\]\.account: is the id of none of the accounts/,
  ],
  [
    'secrets that are none',
    '{ "accounts": [{ "id": "a", "provider": "anthropic", "secrets": { "u": "abc" } }] }',
    /"secrets" must give places by name/,
  ],
];
