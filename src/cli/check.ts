import { checkReport, type Checked, type CheckReport } from '../core/views/checkReport';
import { anyUnit, defaultThresholds } from '../core/model/headline';
import type { Thresholds } from '../core/model/account';
import { perOrigin } from '../core/provider/perOrigin';
import { plainJson } from '../core/text/plainText';
import { english } from '../core/text/translate';
import type { CheckArguments } from './arguments';
import { checkMetrics } from './checkMetrics';
import { checkTargets, type CheckTarget, type Ports } from './checkTargets';
import { exitCode } from './exitCode';
import { renderMarkdown, renderTable } from './render';
import { startProgress } from './checkProgress';
import { coloredState, hasColor } from './color';
import { complain, say, sayColored } from './terminal';

/**
 * Asks once, prints what came, and tells by the exit code whether somebody must act. An interrupt ends the wait: a table has what
 * came until then.
 */
export async function check(
  wanted: CheckArguments,
  targets: readonly CheckTarget[],
  ports: Ports & { readonly close: () => Promise<void> },
): Promise<number> {
  const abort = new AbortController();
  const came: Checked[] = [];
  const spinner = startProgress(targets, came);
  process.once('SIGINT', () => {
    spinner.stop();
    abort.abort();
  });
  try {
    const checked = await checkTargets(targets, { ...ports, send: perOrigin(ports.send) }, abort.signal, (one) => came.push(one));
    spinner.stop();
    const report = reportOf(checked, wanted);
    if (wanted.format === 'prometheus') say(checkMetrics(targets, checked, thresholdsOf(wanted), Date.now()).trimEnd());
    else print(report, wanted);
    return exitCode(report);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    tellInterrupted(wanted, targets, came);
    return 130;
  } finally {
    spinner.stop();
    await ports.close();
  }
}

function thresholdsOf({ low }: CheckArguments): Thresholds {
  return low === undefined ? defaultThresholds : { [anyUnit]: low };
}

function reportOf(checked: readonly Checked[], wanted: CheckArguments): CheckReport {
  return checkReport(checked, Date.now(), thresholdsOf(wanted), english);
}

function print(report: CheckReport, { format, color }: CheckArguments): void {
  if (format === 'json') say(plainJson(JSON.stringify(report, null, 2)));
  else if (format === 'markdown') say(renderMarkdown(report, {}));
  else if (hasColor(color, process.env, process.stdout)) sayColored(renderTable(report, {}, coloredState));
  else say(renderTable(report, {}));
}

/** Half a document would pass for a whole one; half a table is what was waited for. */
function tellInterrupted(wanted: CheckArguments, targets: readonly CheckTarget[], came: readonly Checked[]): void {
  const isTable = wanted.format === 'table';
  if (isTable && came.length > 0) {
    const inOrder = targets.flatMap(({ account }) => came.find((checked) => checked.account === account) ?? []);
    print(reportOf(inOrder, wanted), wanted);
  }
  complain(
    `Interrupted when ${came.length} of ${targets.length} had answered${isTable ? '' : '; JSON, Markdown and metrics are printed whole or not at all'}.`,
  );
}
