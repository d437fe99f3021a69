/** A bundle of its own, loaded with the first mail: what speaks SMTP costs nobody else anything. */
export { sendMail } from './node/mail/sendMail';
