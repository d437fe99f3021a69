import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureDebianPackage } from '../../workbench/systemPackages';

/** Where a program is; installed first from the system's package where there is none, as PostgreSQL is. */
export function debianProgram(name: string, debianPackage: string): string {
  const find = (): string | undefined =>
    (process.env['PATH'] ?? '')
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path));
  const found = find();
  if (found !== undefined) return found;
  ensureDebianPackage(debianPackage);
  const installed = find();
  if (installed === undefined) throw new Error(`${debianPackage} was installed, but its ${name} was not found.`);
  return installed;
}
