/** Which keys have a secret for a value, and which values are none whatever their key. */

const MARK = '[redacted]';

/** What stands in place of a secret. */
export const REDACTED = MARK;

/** Ends of keys, lower case and without anything but letters and digits: `DB_PASSWORD`, `clientSecret`, `X-Auth-Token`. */
const SECRET_ENDINGS = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'apikey',
  'accesskey',
  'secretkey',
  'privatekey',
  'secretaccesskey',
  'encryptionkey',
  'signingkey',
  'clientkeydata',
  'tlskey',
  'authorization',
  'credential',
  'credentials',
  'cookie',
  'dockerconfigjson',
  'dockercfg',
  'amzsignature',
  'jwt',
];
/** Names of what holds, or pages through, something: their values are names and places, not secrets. */
const HARMLESS_ENDINGS = ['pullsecret', 'continuetoken', 'pagetoken', 'nexttoken'];
/** Only as the whole key: `sig` of a signed URL; `auth` of Docker's configuration file. */
const SECRET_KEYS = new Set(['sig', 'auth', 'identitytoken', 'registrytoken']);

const LONGEST_KEY = 64;

/** Whether a value under this key is to be kept to oneself. Longer keys than 64 characters are judged by their end. */
export function isSecretKey(key: string): boolean {
  const plain = plainKey(key);
  if (SECRET_KEYS.has(plain)) return true;
  return (
    SECRET_ENDINGS.some((end) => plain.endsWith(end)) &&
    !HARMLESS_ENDINGS.some((end) => plain.endsWith(end))
  );
}

/** Headers whose value has blanks: they take the rest of the line. */
export function isHeaderKey(key: string): boolean {
  const plain = plainKey(key);
  return plain.endsWith('authorization') || plain.endsWith('cookie');
}

const isObjectKey = (key: string): boolean => plainKey(key).endsWith('secret');

function plainKey(key: string): string {
  return key
    .slice(-LONGEST_KEY)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

const LITERALS = new Set([
  '',
  'true',
  'false',
  'null',
  'nil',
  '<nil>',
  '<none>',
  'none',
  'undefined',
  '<masked>',
  '<redacted>',
  'redacted',
  MARK,
  '[redacted',
]);

/** `shop/web-tls`: how klog writes a reference to an object (klog's KObj). */
const OBJECT_NAME = /^[a-z0-9][a-z0-9.-]{0,252}\/[a-z0-9][a-z0-9.-]{0,252}$/;

/** Values that give nothing away: literals, masks, and a reference to a Secret by its namespace and name. */
export function isHarmlessValue(key: string, value: string): boolean {
  if (value.length > 600) return false;
  const text = value.trim();
  if (LITERALS.has(text.toLowerCase()) || /^[*•x]{3,600}$/i.test(text)) return true;
  if (isObjectKey(key) && OBJECT_NAME.test(text)) return true;
  // a working directory
  return plainKey(key) === 'pwd' && text.startsWith('/');
}

/**
 * Whether a word after `token: ` in the middle of a sentence looks like a token rather than like the sentence's next word or
 * an object's name (`failed to get token: serviceaccounts "default" not found`, `no such secret: web-tls`).
 */
export function looksRandom(word: string): boolean {
  if (word.length < 6) return false;
  const digits = /\d/.test(word);
  if (/^[a-z0-9][a-z0-9.-]*$/.test(word)) return digits && word.length >= 20 && !/[.-]/.test(word);
  return digits || /[a-z][A-Z]/.test(word) || /[!@#$%^&*=+]/.test(word);
}
