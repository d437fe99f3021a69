import { mailFaultText } from '../core/notify/mailFault';
import type { TargetFault } from '../core/notify/targetFault';
import { english } from '../core/text/translate';

/** @param place where the address is, never the address itself */
export function faultText(fault: TargetFault, place: string): string {
  return fault.of === 'mail'
    ? mailFaultText(fault.fault, english)
    : `${place} must be https, without a user name. Only addresses of this machine may use http.`;
}
