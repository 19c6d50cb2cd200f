const SECRETS =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|\.npmrc|\.pypirc|\.netrc|\.htpasswd|id_(?:rsa|dsa|ed25519|ecdsa))$|\.(?:pem|key|p12|pfx|keystore|jks|kdbx|tfstate)$|(?:^|\/)(?:secrets?|credentials?)(?:\/|\.[\w.]+$|$)/i;
const SAMPLES = /\.(?:example|sample|template|dist)$/i;

/** Tells whether a file is kept from models because of its name, whatever stands in it. */
export function mayHoldSecrets(path: string): boolean {
  return SECRETS.test(path) && !SAMPLES.test(path);
}
