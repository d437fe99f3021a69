import { mailFaultText } from '../core/notify/mailFault';
import { retiredText, type TargetFault } from '../core/notify/targetFault';
import { english } from '../core/text/translate';

/** @param place where the address is, never the address itself */
export function faultText(fault: TargetFault, place: string): string {
  switch (fault.of) {
    case 'mail':
      return mailFaultText(fault.fault, english);
    case 'retired':
      return retiredText(fault.service, place, english);
    case 'web':
      return `${place} must be https, without a user name. Only addresses of this machine may use http.`;
  }
}
