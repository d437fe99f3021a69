import { checkReport, type Checked, type CheckReport } from '../core/views/checkReport';
import { defaultThresholds } from '../core/model/headline';
import { perOrigin } from '../core/provider/perOrigin';
import { plainJson } from '../core/text/plainText';
import { english } from '../core/text/translate';
import type { AccountFacts } from '../core/views/accountView';
import type { CheckArguments } from './arguments';
import { checkedFacts } from './checkedFacts';
import { checkMessage } from './checkMessage';
import { checkMetrics } from './checkMetrics';
import { checkTargets, isKeyed, type CheckTarget, type Ports } from './checkTargets';
import { exitCode } from './exitCode';
import { lowOf } from './lowOf';
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
    print(report, checked, wanted, targets);
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

function reportOf(checked: readonly Checked[], { low }: CheckArguments): CheckReport {
  return checkReport(checked, Date.now(), { ...defaultThresholds, ...lowOf(low) }, english);
}

function print(report: CheckReport, checked: readonly Checked[], wanted: CheckArguments, targets: readonly CheckTarget[]): void {
  const { format, color, low } = wanted;
  const now = Date.now();
  const facts = (): readonly AccountFacts[] => checkedFacts(targets, checked, lowOf(low), now);
  switch (format) {
    case 'json':
      return void say(plainJson(JSON.stringify(report, null, 2)));
    case 'markdown':
      return void say(renderMarkdown(report, {}));
    case 'prometheus':
      return void say(checkMetrics(facts(), now).trimEnd());
    case 'message':
    case 'messageJson':
      tellUnasked(targets);
      return void say(checkMessage(facts(), format, now));
    case 'table':
      if (hasColor(color, process.env, process.stdout)) sayColored(renderTable(report, {}, coloredState));
      else say(renderTable(report, {}));
  }
}

/** They were named, and no message tells of them. */
function tellUnasked(targets: readonly CheckTarget[]): void {
  const names = targets.flatMap((target) => (isKeyed(target) ? [] : target.provider.name));
  if (names.length > 0) complain(`No tool can ask ${names.join(', ')} for a balance, so no message tells of it.`);
}

/** Half a document would pass for a whole one; half a table is what was waited for. */
function tellInterrupted(wanted: CheckArguments, targets: readonly CheckTarget[], came: readonly Checked[]): void {
  const isTable = wanted.format === 'table';
  if (isTable && came.length > 0) {
    const inOrder = targets.flatMap(({ account }) => came.find((checked) => checked.account === account) ?? []);
    print(reportOf(inOrder, wanted), inOrder, wanted, targets);
  }
  const lost = isTable ? '' : '; JSON, Markdown, metrics and messages are printed whole or not at all';
  complain(`Interrupted when ${came.length} of ${targets.length} had answered${lost}.`);
}
