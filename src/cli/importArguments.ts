import { resolve } from 'node:path';
import { readPattern } from '../core/importing/patternLine';
import { asAccountId } from '../core/model/accountId';
import { unitNamed } from '../core/money/money';
import { isTimeZone } from '../core/time/isTimeZone';
import type { ImportArguments } from './importCommand';
import { wrong, type Parsed, type WrongArguments } from './parsed';

export function interpretImport({ words, texts, has }: Parsed): ImportArguments | WrongArguments {
  const { account, provider, named, unit: unitText, tz, at, pattern: patternText, folder, config } = texts;
  const [file, ...more] = words;
  if (file === undefined || more.length > 0) return wrong('import-log takes one file, or - for standard input.');
  if (folder !== undefined && config !== undefined) return wrong('Choose --folder or --config, not both.');
  if (account !== undefined && !/^[A-Za-z0-9][\w.-]{0,63}$/.test(account))
    return wrong('--account takes the id of an account: letters, digits, dots, dashes and underscores.');
  const unit = unitText === undefined ? null : unitNamed(unitText);
  if (unit === undefined) return wrong('--unit takes a unit, such as USD or credits.');
  if (tz !== undefined && !isTimeZone(tz)) return wrong('--tz takes a time zone such as Europe/Berlin.');
  const clock = at === undefined ? null : clockOf(at);
  if (clock === undefined) return wrong('--at takes a time of day, such as 09:00.');
  const pattern = patternText === undefined ? null : readPattern(patternText);
  if (pattern?.ok === false) return wrong(pattern.reason);
  return {
    command: 'import-log',
    file,
    account: account === undefined ? null : asAccountId(account),
    provider: provider ?? null,
    folder: folder === undefined ? null : resolve(folder),
    configFile: config ?? null,
    isDryRun: has('dry-run'),
    lines: { named: named ?? null, unit, timeZone: tz ?? null, clock, pattern: pattern?.pattern ?? null },
  };
}

function clockOf(text: string): ImportArguments['lines']['clock'] | undefined {
  const [, hour = '', minute = ''] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === '' ? undefined : { hour: Number(hour), minute: Number(minute) };
}
