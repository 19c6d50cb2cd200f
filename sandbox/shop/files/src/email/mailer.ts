export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands an e-mail to whatever sends it. */
export interface Mailer {
  send(email: Email): Promise<void>;
}

/** Where answers to our e-mails go. */
export const REPLY_TO = 'hello@corner-shop.example';
