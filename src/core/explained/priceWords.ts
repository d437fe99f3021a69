import { micros, toDecimal, type Unit } from '../money/money';
import type { PriceList, UnpricedReason } from '../prices/priceOutcome';
import type { PeakRule } from '../prices/priceTable';
import { once } from '../prices/exactCost';
import type { Translate } from '../text/translate';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { utcMinute } from '../time/isoTime';
import type { ModelPrice } from './modelPrices';

/** Prices that were looked at longer ago may have changed. */
const freshDays = 45;

export function isOldCheck(checked: string, now: EpochMs): boolean {
  return Date.parse(checked) + freshDays * dayMs < now;
}

/** Why a model has the price that it has, or none, in short sentences. */
export function priceWords({ use, price, provider, model, account, unit }: ModelPrice, now: EpochMs, t: Translate): readonly string[] {
  const notes = [
    ...(use === 'plan' ? [t('on a plan: never added to what was spent')] : []),
    ...(provider?.evidence === 'model' ? [t('the provider is suggested by the name of the model alone')] : []),
    ...(account === null ? [] : [t('paid by {account}', { account })]),
  ];
  if (price === null) return [t('left out, by your setting')];
  if (typeof price === 'string') return [unpricedText(price, t), ...notes];
  const { source, basis, list } = price;
  const isOther = basis.model !== null && basis.model.toLowerCase() !== model?.toLowerCase();
  return [
    sourceText(source, basis.checked, now, t),
    ...(isOther ? [t('priced as {model}', { model: basis.model })] : []),
    ...(list === null ? [] : listWords(list, unit, t)),
    ...(basis.factor === once ? [] : [t('times {factor}, by your setting', { factor: basis.factor / once })]),
    ...notes,
  ];
}

function sourceText(
  source: Exclude<ModelPrice['price'], UnpricedReason | null>['source'],
  checked: string | null,
  now: EpochMs,
  t: Translate,
): string {
  switch (source) {
    case 'override':
      return t('your own price');
    case 'provider':
      return t('what the provider itself charged, as the log has it');
    case 'tool':
      return t('what the tool reckoned, as the log has it');
    case 'own':
    case 'list': {
      const day = checked ?? '';
      const text = source === 'own' ? t('price of the provider, checked on {day}', { day }) : t('list price, as of {day}', { day });
      return checked !== null && isOldCheck(checked, now)
        ? t('{text}: more than 45 days ago, so it may be another one by now', { text })
        : text;
    }
  }
}

function listWords({ from, to, peak, perThousandSearches, perRequest }: PriceList, unit: Unit, t: Translate): readonly string[] {
  const money = (amount: number): string => `${toDecimal(micros(amount), unit)} ${unit}`;
  return [
    ...(from === null ? [] : [t('from {time}', { time: momentText(from) })]),
    ...(to === null ? [] : [t('until {time}', { time: momentText(to) })]),
    ...(peak === null ? [] : [peakText(peak, t)]),
    ...(perThousandSearches === null || perThousandSearches === 0
      ? []
      : [t('{amount} for 1,000 searches', { amount: money(perThousandSearches) })]),
    ...(perRequest === 0 ? [] : [t('{amount} for each request', { amount: money(perRequest) })]),
  ];
}

function momentText(at: EpochMs): string {
  const text = utcMinute(at);
  return text.endsWith(' 00:00 UTC') ? text.slice(0, 10) : text;
}

function peakText({ factor, weekdays, hours, zoneMinutes, holidays }: PeakRule, t: Translate): string {
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  const zone = `UTC${zoneMinutes < 0 ? '−' : '+'}${Math.abs(zoneMinutes) / 60}`;
  const values = { factor: factor / once, hours: hours.map(([first, last]) => `${clock(first)}–${clock(last)}`).join(', '), zone };
  if (weekdays.length === 7) return t('times {factor} every day {hours} ({zone})', values);
  return holidays === undefined
    ? t('times {factor} on weekdays {hours} ({zone})', values)
    : t('times {factor} on weekdays that are no holidays {hours} ({zone})', values);
}

function unpricedText(why: UnpricedReason, t: Translate): string {
  switch (why) {
    case 'noUsage':
      return t('no tokens in the log');
    case 'noModel':
      return t('the log names no model');
    case 'noProvider':
      return t('the log does not tell the provider');
    case 'unknownProvider':
      return t('no prices of this provider are known');
    case 'unknownModel':
      return t('no price of this model is known');
    case 'noPriceThen':
      return t('no price is known of that time');
    case 'noPriceInUnit':
      return t('no price in this currency is known');
    case 'noCacheReadPrice':
      return t('no price for reading a cache is known');
    case 'noCacheWritePrice':
    case 'noLongCacheWritePrice':
      return t('no price for writing a cache is known');
    case 'noSearchPrice':
      return t('no price for searches is known');
    case 'noServiceTierPrice':
      return t('no price of this tier of service is known');
  }
}
