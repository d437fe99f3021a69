import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Wire } from './wire';

const load = createRequire(__filename);

/** Every `fixtures/<providerId>/wire`, so that a new provider needs no line here. */
export function readWires(fixtures = join(__dirname, '..', 'fixtures')): ReadonlyMap<string, Wire> {
  const wires = new Map<string, Wire>();
  for (const provider of readdirSync(fixtures).sort()) {
    const path = join(fixtures, provider, 'wire.js');
    if (!existsSync(path)) continue;
    const exported: unknown = load(path);
    if (!hasWire(exported)) throw new Error(`${path} does not export \`wire\``);
    wires.set(provider, exported.wire);
  }
  return wires;
}

function hasWire(exported: unknown): exported is { readonly wire: Wire } {
  if (typeof exported !== 'object' || exported === null || !('wire' in exported)) return false;
  const { wire } = exported;
  if (typeof wire !== 'object' || wire === null) return false;
  return ['auth', 'routes', 'error', 'envelopeError', 'matrix', 'demo'].every((name) => name in wire);
}
