import { Random } from '../simulation/random';
import { costOf, modelsAt, type Pico, type Tokens } from './deepseekPrices';
import type { Block, WeekPlan } from './weekPlan';

const paidTools = ['claude-code', 'cline', 'opencode'] as const;
type PaidTool = (typeof paidTools)[number];

export interface ModelCall {
  readonly id: string;
  readonly at: number;
  readonly end: number;
  readonly session: string;
  readonly agent: string | null;
  readonly model: string;
  readonly tokens: Tokens;
  readonly searches: number;
}

/** A call that DeepSeek billed. */
export interface BilledCall extends ModelCall {
  readonly where: Block['where'];
  readonly tool: PaidTool;
  /** What the log of the tool has of it: its tokens, that it was made, or nothing. */
  readonly logged: 'tokens' | 'call' | 'nothing';
  readonly billedAt: number;
  readonly cost: Pico;
}

/** A call that somebody's plan pays for: it costs the account nothing. */
export interface PlanCall extends ModelCall {
  readonly tool: 'codex' | 'claude-code';
}

export interface Session {
  readonly id: string;
  readonly tool: PaidTool;
  readonly calls: readonly BilledCall[];
  /** The session that it goes on from, whose lines it copies. */
  readonly resumes: string | null;
}

export interface WeekWorld {
  readonly plan: WeekPlan;
  readonly sessions: readonly Session[];
  /** Of both machines, as they were begun. */
  readonly calls: readonly BilledCall[];
  readonly planCalls: readonly PlanCall[];
  readonly seed: number;
}

const minuteMs = 60_000;

/** A week of a developer, the same for the same seed. */
export function weekWorld(plan: WeekPlan, seed: number): WeekWorld {
  const random = new Random(seed);
  // DeepSeek does not say whether a call's price is that of its first or of its last moment.
  const decides = random.pick(['at', 'end'] as const);
  const longestDelay = random.pick([2, 20, 57]) * minuteMs;
  const sessions: Session[] = [];
  for (const block of plan.blocks) {
    const count = random.between(1, 3);
    for (let index = 0; index < count; index++) {
      const tool = random.pick(paidTools);
      const id = uuid(random);
      const calls = times(block, random).map(([at, end]): BilledCall => {
        const model = random.pick(modelsAt(at));
        const tokens = tokensOf(random);
        const searches = tool === 'claude-code' && random.isTrue(0.1) ? random.between(1, 4) : 0;
        const { where } = block;
        const logged = where === 'there' ? 'nothing' : loggedBy(tool, random);
        const cost = costOf(model, tokens, searches, decides === 'at' ? at : end);
        const billedAt = end + random.between(5_000, longestDelay);
        const agent = random.isTrue(0.25) ? `a${random.between(1, 2)}` : null;
        return { id: uuid(random), at, end, session: id, agent, model, tokens, searches, where, tool, logged, billedAt, cost };
      });
      const earlier = sessions.filter(
        (one) => one.tool === tool && one.calls[0]?.where === 'here' && (one.calls.at(-1)?.end ?? 0) < block.from,
      );
      const resumes = block.where === 'here' && tool !== 'opencode' && random.isTrue(0.4) ? (earlier.at(-1)?.id ?? null) : null;
      sessions.push({ id, tool, calls, resumes });
    }
  }
  const calls = sessions.flatMap((session) => session.calls).toSorted((a, b) => a.at - b.at);
  return { plan, sessions, calls, planCalls: planCalls(plan, random), seed };
}

/** A call by Claude Code that is made after the week, and booked when it is said. */
export function lateCall({ at, billedAt }: { readonly at: number; readonly billedAt: number }): BilledCall {
  const [id, session, agent, model, end] = [`1a7e${at}`, `5e55${at}`, null, 'deepseek-flash', at + 20_000] as const;
  const tokens: Tokens = { miss: 900_000, hit: 0, out: 60_000, reasoning: 0 };
  const cost = costOf(model, tokens, 0, at);
  return { id, at, end, session, agent, model, tokens, searches: 0, where: 'here', tool: 'claude-code', logged: 'tokens', billedAt, cost };
}

/** Now and then a call is broken off: OpenCode then keeps a message without tokens, the others nothing; both are billed. */
function loggedBy(tool: PaidTool, random: Random): BilledCall['logged'] {
  if (!random.isTrue(0.06)) return 'tokens';
  return tool === 'opencode' ? 'call' : 'nothing';
}

function times({ from, to }: Block, random: Random): readonly (readonly [number, number])[] {
  const all: (readonly [number, number])[] = [];
  for (let at = from + random.between(0, 20) * minuteMs; at < to; at += random.between(2, 25) * minuteMs) {
    const end = at + random.between(2_000, 150_000);
    if (end < to) all.push([at, end]);
    at = end;
  }
  return all;
}

function tokensOf(random: Random): Tokens {
  const out = random.between(50, 30_000);
  const hit = random.isTrue(0.8) ? random.between(0, 400_000) : 0;
  return { miss: random.between(500, 300_000), hit, out, reasoning: random.isTrue(0.5) ? random.between(0, out) : 0 };
}

/** Codex by a plan of ChatGPT all week, and Claude Code by one of Claude until it was set to DeepSeek on the third day. */
function planCalls({ now, blocks }: WeekPlan, random: Random): readonly PlanCall[] {
  const here = blocks.filter(({ where }) => where === 'here');
  const ends = now - 4.5 * 24 * 60 * minuteMs;
  return here.flatMap((block) =>
    (['codex', 'claude-code'] as const).flatMap((tool) => {
      if (random.isTrue(0.5) || (tool === 'claude-code' && block.to > ends)) return [];
      const session = uuid(random);
      return times(block, random).map(([at, end]) => {
        const model = tool === 'codex' ? 'gpt-5.4' : 'claude-sonnet-4-5';
        return { id: uuid(random), at, end, session, agent: null, model, tokens: tokensOf(random), searches: 0, tool };
      });
    }),
  );
}

function uuid(random: Random): string {
  const hex = (length: number): string => Array.from({ length }, () => random.between(0, 15).toString(16)).join('');
  return [hex(8), hex(4), `4${hex(3)}`, `8${hex(3)}`, hex(12)].join('-');
}
