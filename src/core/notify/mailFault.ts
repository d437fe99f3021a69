import type { Translate } from '../text/translate';

/** What is wrong with where mails should go. */
export type MailFault = 'notAnAddress' | 'notEncoded' | 'noUser' | 'noPassword' | 'passwordTwice' | 'from' | 'to';

/** What to do about it, without a piece of it. */
export function mailFaultText(fault: MailFault, t: Translate): string {
  const texts: Readonly<Record<MailFault, string>> = {
    notAnAddress: t('The address of a mail server looks like smtp://user:password@smtp.example.com:587 or smtps://….'),
    notEncoded: t(
      'In the address of a mail server the characters @ : / % # ? and blanks of a password are written %40 %3A %2F %25 %23 %3F and %20.',
    ),
    noUser: t('The address of the mail server must name who logs in: smtp://user:password@….'),
    noPassword: t('The password for the mail server is missing.'),
    passwordTwice: t('The password for the mail server is in the address and beside it: leave one out.'),
    from: t('The sender must be one address, such as "API Balance <alerts@example.com>".'),
    to: t('The recipients must be addresses, with commas between, 100 at most.'),
  };
  return texts[fault];
}
