import { oneLine, shortened } from '../text/plainText';
import type { Translate } from '../text/translate';
import type { ChannelReason } from './channelKind';
import { channelAdvice, type ChannelPlace } from './channelPlace';
import type { Delivery, Posted } from './delivery';

/**
 * What became of a post, in words.
 * @param channel as a person knows it: its host, or the name they gave it
 * @param place where they set it, so that the advice names what is there
 */
export function deliveryText(delivery: Delivery, channel: string, place: ChannelPlace, t: Translate): string {
  if (delivery.kind === 'posted') return postedText(delivery, channel, t);
  const { status, code, reason, isUnclear, isTried, isClosed, unsure } = delivery;
  if (unsure === 'ended')
    return t('The program ended while a message to {channel} was on its way. It may have arrived, so it is not posted again.', { channel });
  if (unsure === 'unanswered' && delivery.kind === 'refused' && !isTried)
    return t('{channel} did not answer after a message was sent. It may have arrived, so it is not posted again.', { channel });
  if (isClosed)
    return t('The connection to {channel} was refused, so nothing was posted: check that its server runs, and the port in its address.', {
      channel,
    });
  if (isUnclear) return t('{channel} answered, but did not confirm the message, so it does not count as posted.', { channel });
  if (isTried && reason === null)
    return t('{channel} did not answer for half an hour, so the message is not posted. Check that it runs, and the network.', { channel });
  if (reason === null && delivery.kind === 'later')
    return t('{channel} did not answer, so the message does not count as posted.', { channel });
  if (reason === null) {
    const refused = t('No trusted connection to {channel} was possible, so nothing was posted.', { channel });
    return `${refused} ${channelAdvice(place, t).trust}`;
  }
  const known = [...(status === null ? [] : [`HTTP ${status}`]), ...(code === undefined ? [] : [t('code {code}', { code })])].join(', ');
  const facts = known === '' ? '' : ` (${known})`;
  const refused =
    delivery.kind === 'later'
      ? t('{channel} takes no messages now{facts}, so nothing was posted.', { channel, facts })
      : t('{channel} refused the message{facts}, so nothing was posted.', { channel, facts });
  const advice = adviceOf(reason, place, t);
  return advice === '' ? refused : `${refused} ${advice}`;
}

const mostNamed = 3;

function postedText({ missed }: Posted, channel: string, t: Translate): string {
  if (missed === undefined) return t('Posted to {channel}.', { channel });
  const { to, code } = missed;
  const named = to.slice(0, mostNamed).map((address) => shortened(oneLine(address), 100));
  const addresses = [...named, ...(to.length > mostNamed ? ['…'] : [])].join(', ');
  return t('Posted to {channel}, but it refused {count} of the recipients (code {code}): check {addresses}', {
    channel,
    count: to.length,
    code,
    addresses,
  });
}

/** The one thing to do. */
function adviceOf(reason: ChannelReason, place: ChannelPlace, t: Translate): string {
  const { address: set, secret, keyword, sender, recipients } = channelAdvice(place, t);
  const advices: Readonly<Record<ChannelReason, string>> = {
    gone: t('The address is gone: {set}.', { set }),
    unauthorized: t('The address does not count any more: {set}.', { set }),
    signature: t('The signature is wrong: {set}.', { set: secret }),
    clock: t('The clock of this machine is wrong: set it right.'),
    keyword: t('The robot wants a keyword: {set}.', { set: keyword }),
    ipNotAllowed: t('The robot takes messages from certain addresses alone: add the one of this machine there.'),
    tooLong: t('The message is too long for it.'),
    content: t('It does not take this kind of message: check which service the address is of.'),
    needsThread: t('It wants a thread or topic: add it to the address.'),
    tooOften: t('Too many messages were posted there.'),
    quota: t('Its quota is used up.'),
    busy: t('Try again in a while.'),
    moved: t('It wants to send the message on to another address, which is not done: {set}.', { set }),
    login: t('It does not take the login: check user name and password. Some services want a password for this program alone.'),
    sender: t('The login may not send as this sender: {check}.', { check: sender }),
    recipients: t('It takes no mail for these recipients: {check}, and whether it wants a login.', { check: recipients }),
    notEncrypted: t('It offers no encryption there: try smtps://, or another port.'),
    policy: t('Its rules are against this message: whoever runs the mail server can tell why.'),
    unknown: '',
  };
  return advices[reason];
}
