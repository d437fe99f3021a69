import { styleText } from 'node:util';
import type { AccountState } from '../core/model/accountState';
import type { Environment } from './environmentAccounts';

export interface Output {
  readonly isTTY?: boolean;
  /** Only a terminal has it. */
  readonly hasColors?: () => boolean;
}

/**
 * What was typed goes before the environment, and that before what the output can do. Of the two variables FORCE_COLOR goes first:
 * where both are set, Node itself prints that it does.
 * @see https://no-color.org
 * @see https://force-color.org
 * @see https://nodejs.org/api/tty.html#writestreamgetcolordepthenv
 */
export function hasColor(typed: boolean | undefined, environment: Environment, output: Output): boolean {
  if (typed !== undefined) return typed;
  const { NO_COLOR: never = '', FORCE_COLOR: always = '' } = environment;
  if (always !== '') return always !== '0' && always !== 'false';
  return never === '' && output.isTTY === true && output.hasColors?.() === true;
}

const stateColors: Readonly<Partial<Record<AccountState, 'yellow' | 'red'>>> = {
  low: 'yellow',
  exhausted: 'red',
  unavailable: 'red',
  failed: 'red',
};

/** The word of a state as it is drawn in a terminal; the word itself says all there is to say. */
export function coloredState(state: AccountState, text: string): string {
  const color = stateColors[state];
  return color === undefined ? text : styleText(color, text, { validateStream: false });
}
