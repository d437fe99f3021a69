import type { AccountState } from '../model/accountState';
import type { ErrorAction } from './errorAction';
import { asAccountId, type AccountId } from '../model/accountId';

/** One line of the sidebar. `role` decides which actions the tree offers on it. */
export interface TreeNode {
  /** Stable, so that the tree keeps what is open and selected. */
  readonly id: string;
  readonly role: 'account' | 'detail' | 'problem' | 'invalid' | 'more' | 'otherProvider' | 'dashboard';
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly words?: string;
  /** Of an account. */
  readonly state?: AccountState;
  readonly open?: boolean;
  /** Of an account whose balance is not reported: the person may enter it. */
  readonly takesEntry?: boolean;
  /** Of an account whose answer is read by the person's definition. */
  readonly hasDefinition?: boolean;
  /** Of an account whose key was given for another host than it names now. */
  readonly isMoved?: boolean;
  /** Of what the person hosts: no page of it is known. */
  readonly isHosted?: boolean;
  /** The one thing to do about a problem. */
  readonly action?: ErrorAction;
  readonly children: readonly TreeNode[];
}

/** What a line of this id is about, since its id is all that a command gets. */
export function lineTarget(id: string): { readonly account?: AccountId; readonly provider?: string } {
  const [, kind, name] = /^(account|other)\/([^/]+)/.exec(id) ?? [];
  if (name === undefined) return {};
  return kind === 'account' ? { account: asAccountId(name) } : { provider: name };
}
