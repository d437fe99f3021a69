/** The secret that is the account's key. */
const keyName = 'apiKey';
/** `{apiKey}` and further secrets by names of the person's own, such as `{userId}`. */
const placeholder = /\{([A-Za-z]\w{0,39})\}/g;
/** What stands in braces and is no JSON, with what other languages write around a name: `{{name}}`, `${name}`. */
const inBraces = /[{$]?\{[^{}":]+\}\}?/g;
const whole = new RegExp(`^${placeholder.source}$`);

/** The names in braces of a text. */
export function placeholderNames(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].flatMap(([, name]) => name ?? []);
}

/** Whether all that looks like a place for a secret is one: `{ apiKey }` and `{{apiKey}}` would be sent with their braces. */
export function hasPlainPlaceholders(text: string): boolean {
  return (text.match(inBraces) ?? []).every((one) => whole.test(one));
}

/** Whether it names the key as it is: `{apikey}` and `{API_KEY}` would be other secrets. */
export function namesKeyRightly(text: string): boolean {
  return placeholderNames(text).every((name) => name === keyName || !isKeyName(name));
}

/** Whether the key was meant to go here, where nothing is put in. Other braces are those of JSON, of GraphQL or of the person's own. */
export function namesKey(text: string): boolean {
  return placeholderNames(text).some(isKeyName);
}

/** Puts each secret in its place, as it is: a `$` in it has no meaning. */
export function withSecrets(text: string, secrets: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (place, name: string) => (Object.hasOwn(secrets, name) ? (secrets[name] ?? place) : place));
}

function isKeyName(name: string): boolean {
  return name.toLowerCase().replaceAll('_', '') === keyName.toLowerCase();
}
