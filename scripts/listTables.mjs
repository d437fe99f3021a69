import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProvider } from '@pydantic/genai-prices';
import { listPackage } from './notices.mjs';
import { packedTier } from './packedTier.mjs';
import { root } from './toolNode.mjs';

/** The day that the pinned version was made, which is the newest that a price in it can be. */
const madeOn = { '0.1.8': '2026-09-23' };

/**
 * Providers of the list, with the further names and hosts that logs have for those that are none of ours. Not among them: DeepSeek,
 * whose hours and holidays it does not know, and Zhipu and Z.ai, whose prices it has converted or as they were in a sale.
 * @see https://github.com/pydantic/genai-prices/tree/main/prices/providers
 */
const listed = {
  anthropic: [],
  openai: [],
  google: [],
  moonshotai: [],
  minimax: [],
  mistral: [],
  'x-ai': [],
  groq: [],
  cerebras: ['api.cerebras.ai'],
  fireworks: ['fireworks-ai'],
  cohere: [],
  openrouter: [],
};

/** Not called by the tools whose logs are read, and no longer sold. */
const left =
  /embed|whisper|tts|audio|realtime|transcribe|image|moderation|guard|ocr|search|rerank|davinci|babbage|^ada$|curie|^ft:|palm-2|claude-v|gpt-3|gpt-4(-|$)|o1-|claude-[23]|gemini-(pro|1|2\.0|flash-1)|live|learnlm|aqa|imagen|veo|chatgpt|instruct-v|:free|:beta|lama-?[123](?!\.)|mixtral/i;
/** A reseller has hundreds of models; these are the companies whose models are called for work. */
const resold = /^(anthropic|openai|google|x-ai|moonshotai|z-ai|qwen|minimax|mistralai)\//;
/** Prices beside those for tokens, without which an amount would be too low. */
const beside = ['requests_kcount', 'output_reasoning_mtok', 'output_citation_mtok', 'input_text_messages_kcount'];

/** The list as `src/core/prices/listTables.ts` reads it. */
export async function listTables() {
  const { version } = JSON.parse(await readFile(join(root, listPackage, 'package.json'), 'utf8'));
  const checked = madeOn[version];
  if (checked === undefined) throw new Error(`Nobody has said in scripts/listTables.mjs on which day genai-prices ${version} was made.`);
  return Object.entries(listed).map(([id, names]) => table(id, [id, ...names], checked));
}

function table(id, names, checked) {
  const provider = findProvider({ providerId: id });
  if (provider === undefined) throw new Error(`genai-prices knows no ${id} any more: look at scripts/listTables.mjs`);
  const models = provider.models.filter((model) => isWanted(id, model)).map((model) => ({ model, rows: rowsOf(model) }));
  const owners = new Map();
  for (const { model } of models) for (const name of namesOf(model)) owners.set(name, (owners.get(name) ?? 0) + 1);
  const page = provider.pricing_urls?.[0] ?? 'https://github.com/pydantic/genai-prices';
  const rows = models.flatMap(({ model, rows: all }) => {
    const own = model.id.toLowerCase();
    // A name that two models claim is only the one's whose own it is.
    const free = namesOf(model).filter((name) => name === own || owners.get(name) === 1);
    return all.map(({ tiers: of, from, to }) => ({
      names: free.join(' '),
      row: [isDated(model) ? 1 : 0, of, ...(from === null && to === null ? [] : [from, to])],
    }));
  });
  const namesOfRows = rows.map(({ names: ofRow }) => ofRow).join(',');
  return [id, names, page, checked, searches(models), namesOfRows, rows.map(({ row }) => row)];
}

/** @param {string} id @param {{ id: string, prices: unknown, deprecated?: boolean }} model */
function isWanted(id, { id: model, prices, deprecated }) {
  if (deprecated === true || left.test(model) || (id === 'openrouter' && !resold.test(model))) return false;
  const all = pricesOf(prices);
  return all.every(
    ({ constraint, prices: of }) =>
      (constraint === undefined || constraint.type === 'start_date') &&
      of.input_mtok !== undefined &&
      of.output_mtok !== undefined &&
      !beside.some((key) => of[key] !== undefined) &&
      [of.input_mtok, of.output_mtok].every((price) => (micros(atStart(price, 0)) ?? 0) > 0),
  );
}

function pricesOf(prices) {
  return Array.isArray(prices) ? prices : [{ prices }];
}

function rowsOf({ prices }) {
  const all = pricesOf(prices);
  const from = ({ constraint }) => (constraint === undefined ? null : Date.parse(`${constraint.start_date}T00:00:00Z`));
  return all.map((one, at) => ({
    from: from(one),
    to: at + 1 < all.length ? from(all[at + 1]) : null,
    tiers: tiers(one.prices),
  }));
}

const classes = {
  miss: 'input_mtok',
  out: 'output_mtok',
  hit: 'cache_read_mtok',
  write5m: 'cache_write_mtok',
  write1h: 'cache_write_1h_mtok',
};

/**
 * A price for more input counts for the whole call, as it does in the list. That has OpenAI's from 272,000 tokens on, and OpenAI from one
 * more: "prompts with >272K input tokens". Of others such as xAI ("≥ 200k") it is right.
 * @see https://developers.openai.com/api/docs/models/gpt-5.4
 * @see https://docs.x.ai/developers/models/grok-4.20-0309.md
 */
function tiers(prices) {
  const starts = Object.values(classes).flatMap((key) => (prices[key]?.tiers ?? []).map(({ start }) => start));
  return [0, ...new Set(starts)]
    .sort((a, b) => a - b)
    .map((inputAbove) => {
      const counts = Object.entries(classes).map(([name, key]) => {
        return [name, prices[key] === undefined ? null : micros(atStart(prices[key], inputAbove))];
      });
      return packedTier(inputAbove === 271_999 ? 272_000 : inputAbove, Object.fromEntries(counts));
    });
}

function atStart(price, start) {
  if (typeof price === 'number') return price;
  return price.tiers.filter((tier) => tier.start <= start).at(-1)?.price ?? price.base;
}

/** null: it is no whole number of millionths, such as a third of something, and no price of ours. */
function micros(price) {
  const count = Math.round(price * 1e6);
  return Math.abs(count / 1e6 - price) > 1e-9 ? null : count;
}

/** What a thousand searches cost, where they cost the same with each model. */
function searches(models) {
  const fees = new Set(models.flatMap(({ model }) => pricesOf(model.prices).map(({ prices }) => prices.web_searches_kcount)));
  fees.delete(undefined);
  return fees.size === 1 ? micros([...fees][0]) : null;
}

/** Exact names alone: its other patterns take in siblings, such as claude-sonnet-5-5 for claude-sonnet-5. */
function namesOf({ id, match }) {
  return [...new Set([id, ...exact(match)].map((name) => name.toLowerCase()))].filter((name) => !/[ ,]/.test(name));
}

function exact(match) {
  return [...(match.equals === undefined ? [] : [match.equals]), ...(match.or ?? []).flatMap(exact)];
}

function isDated({ id, match }) {
  return ['-20990101', '-2099-01-01'].some((date) => accepts(match, `${id}${date}`));
}

function accepts(match, name) {
  if (match.or) return match.or.some((one) => accepts(one, name));
  if (match.and) return match.and.every((one) => accepts(one, name));
  if (match.starts_with !== undefined) return name.startsWith(match.starts_with);
  return match.regex !== undefined && new RegExp(match.regex).test(name);
}
