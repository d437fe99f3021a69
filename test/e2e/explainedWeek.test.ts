import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { readHistoryJson } from '../../src/core/history/historyJson';
import { openHistory } from '../../src/node/history/openHistory';
import { until } from '../support/until';
import { deepseekAccount } from '../week/deepseekAccount';
import { hourMs, picoPerYuan, type Pico } from '../week/deepseekPrices';
import { appendClaudeCall, claudeLog } from '../week/logs/claudeCodeLogs';
import { readingsFile } from '../week/readingsFile';
import { inYuan, saidAmounts } from '../week/saidAmounts';
import { truthBetween, type Truth } from '../week/truth';
import { tellingWeek, told, toldSpan } from '../week/weekPlan';
import { lateCall, weekWorld } from '../week/weekWorld';
import { writeLogs } from '../week/writeLogs';
import { scratchFolder } from '../workbench/scratchFolder';
import { chooseExplained, explainedPart, readCard, type ReadCard } from './page/explained';
import { quickInput, quickRow, runCommand } from './page/quickInput';
import { openSidebar, pressOnRow, treeRow } from './page/sidebar';
import { statusBarSays } from './page/statusBar';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-week';
const minuteMs = 60_000;
/** Two answers of a balance, and what a page rounds of two amounts. */
const rounding = picoPerYuan / 25n;

// The week ended two hours ago, so that its last answer is an hour older; what comes then is made while the editor runs.
const began = Math.floor(Date.now() / 1000) * 1000;
const plan = tellingWeek(began - 2 * hourMs);
const late = lateCall({ at: began - 100 * minuteMs, billedAt: began - 70 * minuteMs });
const live = lateCall({ at: began - minuteMs, billedAt: Infinity });
const week = weekWorld(plan, 9);
const world = { ...week, calls: [...week.calls, late, live] };
const { answerAt } = deepseekAccount(world);
const firstReading = plan.readings[0] ?? 0;
const lastReading = plan.readings.at(-1) ?? 0;

describe('a week that logs account for', () => {
  const home = scratchFolder('api-balance-week-');
  let opencode: DatabaseSync | undefined;
  after(async () => {
    opencode?.close();
    await home.remove();
  });
  const stage = useStage(({ origin }) => {
    // OpenCode runs all the time: what it wrote last is not in its database's own file yet.
    opencode = writeLogs(home.path, week);
    return {
      settings: { 'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: origin, key: 'env:WEEK_KEY' }] },
      env: { HOME: home.path, WEEK_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
    };
  });

  /** Brings answers into history, as a person does who has kept them. */
  const put = (times: readonly number[]): void => {
    const store = openHistory({ folder: storageFolder(stage().server), now: Date.now });
    const read = readHistoryJson(readingsFile('work', times.map(answerAt)));
    assert.ok(read.ok);
    store.importRows(read.rows);
    store.close();
  };
  const shows = async (isShown: (card: ReadCard) => boolean): Promise<ReadCard> => {
    let card = await readCard(stage().page);
    await until(async () => {
      card = await readCard(stage().page);
      return isShown(card);
    });
    return card;
  };
  const found = (card: ReadCard, pattern: RegExp): string => {
    const sentence = card.sentences.find((one) => pattern.test(one));
    assert.ok(sentence !== undefined, `${pattern} in ${card.sentences.join(' | ')}`);
    return sentence;
  };

  /** What holds for whatever time a page is about. */
  function holdsAgainst(card: ReadCard, truth: Truth): void {
    const isAtMost = (said: Pico, real: Pico, what: string): void =>
      assert.ok(said <= real + rounding, `${what}: ${inYuan(said)} is more than ${inYuan(real)}: ${card.sentences.join(' | ')}`);
    const [spent = 0n] = saidAmounts(found(card, /was spent between/));
    isAtMost(spent, truth.billed, 'spent');
    if (truth.paidIn === 0n) isAtMost(truth.billed, spent, 'billed');
    const explained = found(card, /^Logs on this machine account for/);
    const [range = '', tools = ''] = explained.split(/:(.*)/s);
    const ends = saidAmounts(range);
    isAtMost(ends[0] ?? 0n, truth.logged, 'at least explained');
    isAtMost(truth.logged, ends.at(-1) ?? 0n, 'billed of logged calls');
    isAtMost(
      saidAmounts(tools).reduce((all, one) => all + one, 0n),
      truth.possibly,
      'explained by tools',
    );
    const missing = card.sentences.filter((one) => one.includes('is in no log')).flatMap(saidAmounts);
    for (const amount of missing) isAtMost(amount, truth.lost + truth.elsewhere, 'in no log');
    const bar = card.key.reduce((all, [, amount]) => all + (saidAmounts(amount)[0] ?? 0n), 0n);
    const rows = card.rows.reduce((all, { amount }) => all + (saidAmounts(amount)[0] ?? 0n), 0n);
    const ofBar = bar - (missing[0] ?? 0n);
    // A row of each is rounded by itself.
    const each = (picoPerYuan / 100n) * BigInt(card.rows.length + 1);
    assert.ok(rows - ofBar <= each && ofBar - rows <= each, `the table comes to ${inYuan(rows)}, the bar to ${inYuan(ofBar)}`);
    const words = card.sentences.join(' ');
    assert.doesNotMatch(words, /leak|NaN|undefined|null/i);
    const calls = card.sentences.findIndex((one) => /no tokens in the logs/.test(one));
    const verdict = card.sentences.findIndex((one) => /is in no log/.test(one));
    if (truth.nameless[0] > 0) assert.ok(calls >= 0, `calls without tokens are named: ${words}`);
    if (calls >= 0 && verdict >= 0) assert.ok(calls < verdict, 'calls without tokens come before a difference');
  }

  const readLogs = async (): Promise<void> => {
    await explainedPart(stage().page, '#read-logs').click();
  };
  const checked = async (answer: ReturnType<typeof answerAt>): Promise<void> => {
    const { page, sandbox } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: answer.paid, granted: answer.granted });
    await openSidebar(page);
    await pressOnRow(treeRow(page, 'Work'), 'Check This Account');
    await statusBarSays(page, `¥${answer.total.split('.')[0]}`);
  };

  it('has in it what makes a week hard', () => {
    for (const span of [told.evening, told.night]) {
      const { from, to } = toldSpan(plan.now, span);
      const truth = truthBetween(world, from, to);
      assert.ok(truth.isQuiet && truth.elsewhere > picoPerYuan);
    }
    const all = truthBetween(world, firstReading, lastReading);
    assert.ok(all.nameless[0] > 0 && all.lost > 0n && all.paidIn > 0n);
    const ofLogs = new Set(week.calls.filter(({ where }) => where === 'here').map(({ tool, agent }) => `${tool} ${agent === null}`));
    assert.equal(ofLogs.size, 6);
    assert.ok(['claude-code', 'cline'].every((tool) => week.sessions.some((one) => one.tool === tool && one.resumes !== null)));
    assert.equal(new Set(week.planCalls.map(({ tool }) => tool)).size, 2);
  });

  it('is read once the person has chosen the tools', async () => {
    const { page, shot } = stage();
    put(plan.readings);
    await runCommand(page, 'Show Explained Spend');
    await explainedPart(page, '#offer').click();
    for (const tool of ['Claude Code', 'Cline', 'OpenCode', 'Codex']) await quickRow(page, tool).click();
    await shot('week-tools');
    await quickInput(page).getByRole('button', { name: 'OK' }).click();
    const card = await shows(({ sentences }) => sentences.some((one) => /OpenCode/.test(one)));
    await shot('week-7d');
    holdsAgainst(card, truthBetween(world, firstReading, lastReading));
    assert.equal(card.state, 'unexplained');
    assert.match(card.sentences[0] ?? '', /^At least ¥/);
  });

  it('tells of the evening and the night of another machine, and of nothing more than was spent then', async () => {
    const card = await readCard(stage().page);
    const elsewhere = [told.evening, told.night].reduce((all, span) => {
      const { from, to } = toldSpan(plan.now, span);
      return all + truthBetween(world, from, to).elsewhere;
    }, 0n);
    const [missing = 0n] = saidAmounts(found(card, /is in no log/));
    const [idle = 0n] = saidAmounts(found(card, /while no tool whose logs are read was in use/));
    assert.ok(idle <= elsewhere + 2n * rounding && idle >= elsewhere - 2n * rounding, `${inYuan(idle)} of ${inYuan(elsewhere)}`);
    assert.ok(missing >= idle, 'what was spent then is a part of what is in no log');
  });

  it('shows apart what a plan paid for, and adds none of it', async () => {
    const { page, shot } = stage();
    const payers = await explainedPart(page, '.explained-files')
      .filter({ has: page.locator('#say-payer') })
      .locator('li')
      .allInnerTexts();
    await explainedPart(page, '.legend-lines').scrollIntoViewIfNeeded();
    await shot('week-plan');
    await explainedPart(page, '.toolbar').scrollIntoViewIfNeeded();
    for (const [tool, provider] of [
      ['Codex', 'openai'],
      ['Claude Code', 'anthropic'],
    ] as const) {
      const count = week.planCalls.filter((one) => (tool === 'Codex') === (one.tool === 'codex')).length;
      const line = payers.find((one) => one.startsWith(tool) && one.includes(provider));
      assert.match(line ?? payers.join(' | '), new RegExp(`Calls: ${count}\\..*not added`));
    }
    const card = await readCard(page);
    assert.ok(!card.rows.some(({ name }) => /Codex|no known price|without a price/.test(name)));
  });

  it('says as much of a day, and of a month in which there was no more', async () => {
    const { page, shot } = stage();
    const weekly = await readCard(page);
    await chooseExplained(page, 'range', '1d');
    const daily = await shows(({ sentences }) => sentences[0] !== weekly.sentences[0]);
    await shot('week-1d');
    const since = plan.readings.findLast((at) => at <= Date.now() - 24 * hourMs) ?? firstReading;
    holdsAgainst(daily, truthBetween(world, since, lastReading));
    await chooseExplained(page, 'range', '30d');
    const monthly = await shows(({ sentences }) => sentences[0] === weekly.sentences[0]);
    assert.deepEqual(monthly.sentences, weekly.sentences);
    // Back again; what is chosen next does not wait for the page to follow.
    await chooseExplained(page, 'range', '7d');
  });

  for (const [way, rows] of [
    ['model', ['deepseek-flash', 'deepseek-v4-pro']],
    ['agent', ['Main agent', 'Sub-agents']],
    ['project', ['shop']],
  ] as const)
    it(`divides the same by ${way}`, async () => {
      const { page, shot } = stage();
      await chooseExplained(page, 'way', way);
      const card = await shows((one) => rows.every((row) => one.rows.some(({ name }) => name.startsWith(row))));
      assert.equal(await explainedPart(page, '#explained-range').inputValue(), '7d');
      await shot(`week-${way}`);
      holdsAgainst(card, truthBetween(world, firstReading, lastReading));
      if (way === 'project') await chooseExplained(page, 'way', 'tool');
    });

  it('waits for what is booked late, and claims nothing of it', async () => {
    const { page, shot } = stage();
    const before = await readCard(page);
    const session = week.sessions.find(({ tool, calls }) => tool === 'claude-code' && calls[0]?.where === 'here');
    const log = claudeLog(home.path, session?.id ?? '');
    appendClaudeCall(log, late);
    appendClaudeCall(log, live);
    await checked(answerAt(began));
    await readLogs();
    const card = await shows(({ sentences }) => sentences.some((one) => /may still be being booked/.test(one)));
    await shot('week-settling');
    const settled = (one: ReadCard): readonly string[] => one.sentences.filter((sentence) => !sentence.includes('being booked'));
    assert.deepEqual(settled(card), settled(before));
  });

  it('is right once a reading came after it', async () => {
    const { page, shot } = stage();
    const later = began - 61 * minuteMs;
    const before = await readCard(page);
    put([later]);
    const calls = (card: ReadCard): number => card.rows.reduce((all, one) => all + Number(one.calls), 0);
    await readLogs();
    const card = await shows((one) => calls(one) === calls(before) + 1);
    await shot('week-later');
    holdsAgainst(card, truthBetween(world, firstReading, later));
    const [spent = 0n] = saidAmounts(card.sentences[0] ?? '');
    assert.ok(spent > (saidAmounts(before.sentences[0] ?? '')[0] ?? 0n), 'what was booked late counts as spent');
  });
});
