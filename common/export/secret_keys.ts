/** Which keys have a secret for a value, and which values are none whatever their key. */

const REDACTION_MARK = '[redacted]';

/** What stands in place of a secret. */
export const REDACTED = REDACTION_MARK;

/** Ends of keys, lower case and without anything but letters and digits: `DB_PASSWORD`, `clientSecret`, `X-Auth-Token`. */
const SECRET_KEY_SUFFIXES = [
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
const HARMLESS_KEY_SUFFIXES = ['pullsecret', 'continuetoken', 'pagetoken', 'nexttoken'];
/** Only as the whole key: `sig` of a signed URL; `auth` of Docker's configuration file. */
const SECRET_KEYS = new Set(['sig', 'auth', 'identitytoken', 'registrytoken']);

const MAX_KEY_LENGTH = 64;

/** Whether a value under this key is to be kept to oneself. Longer keys than 64 characters are judged by their end. */
export function isSecretKey(key: string): boolean {
  const plain = normalizeKey(key);
  if (SECRET_KEYS.has(plain)) return true;
  return (
    SECRET_KEY_SUFFIXES.some((end) => plain.endsWith(end)) &&
    !HARMLESS_KEY_SUFFIXES.some((end) => plain.endsWith(end))
  );
}

/** Headers whose value has blanks: they take the rest of the line. */
export function isHeaderKey(key: string): boolean {
  const plain = normalizeKey(key);
  return plain.endsWith('authorization') || plain.endsWith('cookie');
}

const isObjectKey = (key: string): boolean => normalizeKey(key).endsWith('secret');

function normalizeKey(key: string): string {
  return key
    .slice(-MAX_KEY_LENGTH)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

const HARMLESS_LITERALS = new Set([
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
  REDACTION_MARK,
  '[redacted',
]);

/** `shop/web-tls`: how klog writes a reference to an object (klog's KObj). */
const OBJECT_NAME = /^[a-z0-9][a-z0-9.-]{0,252}\/[a-z0-9][a-z0-9.-]{0,252}$/;

/** Values that give nothing away: literals, masks, and a reference to a Secret by its namespace and name. */
export function isHarmlessValue(key: string, value: string): boolean {
  if (value.length > 600) return false;
  const text = value.trim();
  if (HARMLESS_LITERALS.has(text.toLowerCase()) || /^[*•x]{3,600}$/i.test(text)) return true;
  if (isObjectKey(key) && OBJECT_NAME.test(text)) return true;
  // a working directory
  return normalizeKey(key) === 'pwd' && text.startsWith('/');
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
