/** A bundle of its own, loaded with the first mail. */
export { sendMail } from '../node/mail/sendMail';
