import type { Machine, UsageReader } from '../../core/usage/usageReader';
import { scanTool, type ScanSetting } from './scanTool';
import type { ToolReport } from './toolReport';
import type { UsageStore } from './usageStore';

/** How far a scan has come. */
export interface ScanStep {
  readonly tool: string;
  readonly done: number;
  readonly of: number;
}

/** The logs of several tools, one after the other; may be left after any file. */
export function* scanTools(
  readers: readonly UsageReader[],
  machine: Machine,
  store: UsageStore,
  setting: ScanSetting,
): Generator<ScanStep, readonly ToolReport[], undefined> {
  const reports: ToolReport[] = [];
  for (const reader of readers) {
    const scan = scanTool(reader, machine, store, setting);
    let step = scan.next();
    for (; step.done !== true; step = scan.next()) yield { tool: reader.id, ...step.value };
    reports.push(step.value);
  }
  return reports;
}
