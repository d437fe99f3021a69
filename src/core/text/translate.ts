/** Words in the person's language: the message in English, with `{name}` places. The shells bring it. */
export type Translate = (message: string, values?: Readonly<Record<string, string | number>>) => string;

/** For shells without translations, such as the command line. */
export const english: Translate = (message, values = {}) =>
  message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
