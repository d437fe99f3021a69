/** What was typed behind a command, taken apart. */
export interface Parsed {
  readonly words: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly lists: readonly string[];
  readonly has: (name: string) => boolean;
}

export interface WrongArguments {
  readonly command: 'wrong';
  readonly reason: string;
}

export function wrong(reason: string): WrongArguments {
  return { command: 'wrong', reason };
}
