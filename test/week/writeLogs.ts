import type { DatabaseSync } from 'node:sqlite';
import { writeClaudeCode } from './logs/claudeCodeLogs';
import { writeCline } from './logs/clineLogs';
import { writeCodex } from './logs/codexLogs';
import { writeOpenCode } from './logs/opencodeLogs';
import type { WeekWorld } from './weekWorld';

/** Puts into a home what the tools keep of a week. @returns the database of OpenCode, which is still open */
export function writeLogs(home: string, world: WeekWorld): DatabaseSync {
  writeClaudeCode(home, world);
  writeCline(home, world);
  writeCodex(home, world);
  return writeOpenCode(home, world);
}
