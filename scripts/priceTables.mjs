import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packedTier } from './packedTier.mjs';
import { root } from './toolNode.mjs';

const folder = join(root, 'prices');

/** The files in prices/ as `src/core/prices/ownTables.ts` reads them: what can be reckoned with, so that nothing is parsed when it runs. */
export async function priceTables() {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map(async (name) => packed(JSON.parse(await readFile(join(folder, name), 'utf8')), name)));
}

function packed({ provider, source, checked, until, writesCostAsMisses = false, calendars = {}, peaks = [], models, searches = [] }, file) {
  return {
    provider,
    page: source,
    checked,
    until,
    rows: models.map(row),
    peaks: peaks.map(({ zone, weekdays, hours, notOn, factor, ...span }) => ({
      ...times(span),
      zoneMinutes: zoneMinutes(zone),
      weekdays,
      hours,
      ...(notOn === undefined ? {} : { holidays: holidays(calendars[notOn]) }),
      factor: millionths(factor),
    })),
    searches: searches.map(({ perThousand, fetches = false, ...span }) => ({
      ...times(span),
      perThousand: mapped(perThousand, millionths),
      ...(fetches ? { isForFetches: true } : {}),
    })),
  };

  function row({ model, aliases = [], peak = false, prices, serviceTiers, checked: checkedLater, ...span }) {
    return {
      names: [model, ...aliases].map((name) => name.toLowerCase()).join(' '),
      ...Object.fromEntries(Object.entries(times(span)).filter(([, at]) => at !== null)),
      tiers: mapped(prices, (of) => (Array.isArray(of) ? of : [{ inputAbove: 0, ...of }]).map(tier)),
      ...(peak ? { hasPeak: true } : {}),
      ...(checkedLater === undefined ? {} : { checked: checkedLater }),
      ...(serviceTiers === undefined ? {} : { serviceTiers: mapped(serviceTiers, millionths) }),
    };
  }

  function tier({ inputAbove, ...prices }) {
    const own = mapped(prices, millionths);
    return packedTier(inputAbove, writesCostAsMisses ? { ...own, write5m: own['miss'], write1h: own['miss'] } : own);
  }

  /** @param {{ from?: string | null, to?: string | null }} span */
  function times({ from = null, to = null }) {
    return { from: from === null ? null : moment(from), to: to === null ? null : moment(to) };
  }

  function moment(text) {
    const at = Date.parse(text);
    if (Number.isNaN(at)) throw new Error(`${file} has "${text}" for a time.`);
    return at;
  }

  function holidays({ days, knownUntil }) {
    return {
      days: days.map((span) => span.split('..').map(dayNumber)).map(([first, last = first]) => [first, last]),
      knownUntil: dayNumber(knownUntil),
    };
  }

  function dayNumber(text) {
    return moment(`${text}T00:00:00Z`) / 86_400_000;
  }

  /** Exact: digits are moved, and what has more than six decimals is refused. */
  function millionths(text) {
    const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text) ?? [];
    if (whole === undefined) throw new Error(`${file} has "${text}" for a price; it must be text such as "0.003625".`);
    return Number(`${whole}${fraction.padEnd(6, '0')}`);
  }
}

function zoneMinutes(zone) {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

function mapped(record, change) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
