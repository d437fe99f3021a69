import { originOf, type OriginFault } from '../provider/origin';
import type { ChannelKind, ChannelTarget } from './channelKind';
import { mailAddress } from './mailAddress';
import type { Translate } from '../text/translate';
import type { MailFault } from './mailFault';

export type TargetFault =
  | { readonly of: 'web'; readonly fault: OriginFault }
  | { readonly of: 'mail'; readonly fault: MailFault }
  /** The service takes no messages there any more. */
  | { readonly of: 'retired'; readonly service: string };

/** What is wrong with an address by itself; null: nothing. @param kind where it is not known yet, one of the web is meant */
export function addressFault(url: string, kind: ChannelKind | undefined): TargetFault | null {
  if (kind?.transport === 'mail') {
    const read = mailAddress(url);
    return read.ok ? null : { of: 'mail', fault: read.fault };
  }
  const read = originOf(url);
  if (!read.ok) return { of: 'web', fault: read.fault };
  return kind?.isRetired?.(new URL(url)) === true ? { of: 'retired', service: kind.name } : null;
}

/** What is wrong with an address and the fields beside it; null: nothing. That none is missing is looked at before. */
export function targetFault(target: ChannelTarget, kind: ChannelKind): TargetFault | null {
  const fault = kind.transport === 'mail' ? kind.fault(target) : null;
  return fault === null ? addressFault(target.url, kind) : { of: 'mail', fault };
}

/** Of an address that was right once. @param place where it is, never the address itself */
export function retiredText(service: string, place: string, t: Translate): string {
  return t('{place} is of a kind at which {service} takes no messages any more: make a new one there.', { place, service });
}
