/** Where a command line has an account and its key from: its sentences name what the person can change there. */
export interface TerminalSource {
  /** Options that were typed with the command, or the fields of a configuration file. */
  readonly writtenIn: 'options' | 'configuration';
  /** The variable that the key is in, or should be; null where it is in none. */
  readonly variable: string | null;
  /** The file that the key is in, or should be. */
  readonly file?: string;
}
