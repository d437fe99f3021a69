import { checkReport, type CheckReport } from '../core/views/checkReport';
import { anyUnit, defaultThresholds } from '../core/model/headline';
import type { Thresholds } from '../core/model/account';
import { perOrigin } from '../core/provider/perOrigin';
import { plainJson } from '../core/text/plainText';
import { english } from '../core/text/translate';
import type { CheckArguments } from './arguments';
import { checkTargets, type CheckTarget, type Ports } from './checkTargets';
import { exitCode } from './exitCode';
import { renderMarkdown, renderTable } from './render';
import { say } from './terminal';

/** Asks once, prints what came, and tells by the exit code whether somebody must act. */
export async function check(
  wanted: CheckArguments,
  targets: readonly CheckTarget[],
  ports: Ports & { readonly close: () => Promise<void> },
): Promise<number> {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  try {
    const checked = await checkTargets(targets, { ...ports, send: perOrigin(ports.send) }, abort.signal);
    const thresholds: Thresholds = wanted.low === undefined ? defaultThresholds : { [anyUnit]: wanted.low };
    const report = checkReport(checked, Date.now(), thresholds, english);
    say(render(report, wanted.format));
    return exitCode(report);
  } catch (error) {
    if (abort.signal.aborted) return 130;
    throw error;
  } finally {
    await ports.close();
  }
}

function render(report: CheckReport, format: CheckArguments['format']): string {
  if (format === 'json') return plainJson(JSON.stringify(report, null, 2));
  return format === 'markdown' ? renderMarkdown(report, {}) : renderTable(report, {});
}
