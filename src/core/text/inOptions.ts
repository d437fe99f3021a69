/** The option of a command line that says what a field of an account says. */
const options: ReadonlyMap<string, string> = new Map([
  ['site', '--site'],
  ['baseUrl', '--base-url'],
  ['team', '--team'],
  ['definition', '--definition'],
  ['key', '--key-env'],
  ['secrets', '--secret-env'],
  ['lowBalance', '--low'],
]);

/**
 * Sentences name the fields of an account, in quotes. To whoever typed options instead, each is told by its option, and `"definition.host"`
 * as the field of a file that an option names.
 */
export function inOptions(sentence: string): string {
  return sentence.replace(/"(\w+)(?:\.(\w+))?"/g, (quoted, field: string, inner: string | undefined) => {
    const option = options.get(field);
    if (option === undefined) return quoted;
    return inner === undefined ? option : `"${inner}" of ${option}`;
  });
}
