/** Which accounts are asked, and with which keys. */
export interface AccountArguments {
  readonly providers: readonly string[];
  readonly baseUrl?: string;
  readonly site?: string;
  readonly team?: string;
  readonly keyEnv?: string;
  readonly keyFile?: string;
  /** Names in a description → the variables that hold those secrets. */
  readonly secretEnv?: Readonly<Record<string, string>>;
  /** A file that holds what an account's `definition` says. */
  readonly definitionFile?: string;
  /** The configuration that names the accounts, in the place of all above. */
  readonly configFile?: string;
}
