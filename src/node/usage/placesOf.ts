import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parsed } from '../../core/text/parsed';
import type { Machine, UsageReader } from '../../core/usage/usageReader';
import { realPlace } from './walkPlace';

const largestList = 4 << 20;
const mostListed = 2_000;

/** The folders of a tool that are there, those it keeps a list of among them. One that two names lead to is one. */
export function placesOf(reader: UsageReader, machine: Machine): readonly string[] {
  const folders = [...reader.places(machine), ...listed(reader, machine)];
  return [...new Set(folders.flatMap((folder) => realPlace(folder) ?? []))];
}

function listed({ listed: { lists, folders } = noLists }: UsageReader, machine: Machine): readonly string[] {
  const found = lists(machine).flatMap((list) => folders(read(list)).slice(0, mostListed));
  // What is named from another folder on is not known to be that.
  return machine.isConfined ? found.flatMap((folder) => below(machine.home, folder)) : found.filter((folder) => isAbsolute(folder));
}

const noLists: NonNullable<UsageReader['listed']> = { lists: () => [], folders: () => [] };

function read(list: string): unknown {
  const stat = statSync(list, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > largestList) return undefined;
  try {
    return parsed(readFileSync(list, 'utf8'));
  } catch {
    // It went, or may not be read: then it lists nothing, as one that is not there.
    return undefined;
  }
}

/** What `/home/dev/shop` is in a copy of somebody's files: the folder there that ends in the most of these names. */
function below(home: string, folder: string): readonly string[] {
  const names = folder.split(/[\\/]/).filter((name) => name !== '' && name !== '.' && name !== '..' && !/^[a-z]:$/i.test(name));
  const ends = names.map((_name, index) => join(home, ...names.slice(index)));
  return ends.filter((end) => statSync(end, { throwIfNoEntry: false })?.isDirectory() === true).slice(0, 1);
}
