import { picoPerYuan, type Pico } from './deepseekPrices';

/** The amounts in yuan that a sentence names, in order. */
export function saidAmounts(sentence: string): readonly Pico[] {
  return [...sentence.matchAll(/¥([\d,]+)(?:\.(\d+))?/g)].map(
    ([, whole = '', part = '']) => BigInt(whole.replaceAll(',', '')) * picoPerYuan + BigInt(part.padEnd(12, '0')),
  );
}

export function inYuan(amount: Pico): string {
  return (Number(amount) / Number(picoPerYuan)).toFixed(4);
}
