import { isTimeZone } from '../core/time/isTimeZone';
import { wrong, type Parsed, type WrongArguments } from './parsed';
import { localTimeZone } from './timeZone';

export interface McpArguments {
  readonly command: 'mcp';
  readonly configFile?: string;
  /** A history, in the place of that of the configuration. */
  readonly historyFile?: string;
  readonly allowsChecks: boolean;
  /** null: this machine names none that is known. */
  readonly timeZone: string | null;
}

export function interpretMcp({ words, texts: { config, file, tz }, has }: Parsed): McpArguments | WrongArguments {
  if (words.length > 0) return wrong('mcp takes options alone. See: api-balance mcp --help');
  if (file === '-') return wrong('--file takes the path of a history: standard input belongs to the client.');
  if (tz !== undefined && !isTimeZone(tz)) return wrong('--tz takes a time zone such as Europe/Berlin.');
  if (has('allow-checks') && file !== undefined && config === undefined)
    return wrong('--allow-checks asks the accounts of a configuration: name it with --config beside --file.');
  return {
    command: 'mcp',
    ...(config === undefined ? {} : { configFile: config }),
    ...(file === undefined ? {} : { historyFile: file }),
    allowsChecks: has('allow-checks'),
    timeZone: tz ?? localTimeZone(),
  };
}
