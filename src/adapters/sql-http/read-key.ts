import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What WAREHOUSE_KEY stands for: the content of the file that it names, or itself. Throws what Node throws if a file cannot be read. */
export function keyText(value: string): string {
  const isItself = /^\s*\{|-----BEGIN/.test(value) || !/[/\\]|\.(?:json|pem|p8|key|txt)$/.test(value);
  return (isItself ? value : readFileSync(value, 'utf8')).trim();
}

/** A private RSA key of 2,048 bits or more as PEM text, whose lines may be parted by `\n`; null if it is none, or needs a password. */
export function rsaKeyOf(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem.replaceAll('\\n', '\n'));
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= 2_048 ? key : null;
  } catch {
    return null;
  }
}
