import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Sighting } from './hostWatch';

const line = z.object({ kind: z.enum(['connection', 'lookup', 'timer', 'load']), what: z.string() });

export function readSightings(file: string): readonly Sighting[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)));
}

export function seen(file: string, kind: Sighting['kind']): readonly string[] {
  return readSightings(file)
    .filter((sighting) => sighting.kind === kind)
    .map(({ what }) => what);
}
