/** Secrets that are known by their own form, whatever stands before them. Each reads a character a constant number of times. */

const isAlphanumeric = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
/** base64url */
const isUrlSafe = (code: number): boolean => isAlphanumeric(code) || code === 45 || code === 95;
/** RFC 6750's b68token, which is base64, base64url and more */
const isTokenChar = (code: number): boolean =>
  isUrlSafe(code) || code === 46 || code === 126 || code === 43 || code === 47 || code === 61;

export interface SecretSpan {
  start: number;
  end: number;
}

/** Tokens of services that give theirs a prefix, by the documentation of AWS, GitHub, GitLab, Slack, Google. */
const PREFIXED_TOKEN =
  /(?:A(?:KIA|SIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}|glpat-[A-Za-z0-9_-]{20,64}|xox[abprs]-[A-Za-z0-9-]{10,255}|AIza[A-Za-z0-9_-]{35})/y;

/** The secret that a word starting at `at` is, or begins with. @returns null where it is none */
export function findTokenAt(text: string, at: number): SecretSpan | null {
  if (at > 0 && isAlphanumeric(text.charCodeAt(at - 1))) return null;
  const code = text.charCodeAt(at);
  if (code === 101) return findJwtAt(text, at);
  if (code === 66 || code === 98) return findAuthCredentialsAt(text, at);
  if (code === 65 || code === 103 || code === 120) {
    PREFIXED_TOKEN.lastIndex = at;
    const found = PREFIXED_TOKEN.exec(text);
    if (found) return { start: at, end: at + found[0].length };
  }
  return null;
}

/** Three base64url parts with dots between, the first a JSON object (`eyJ` is `{"`): RFC 7519. */
function findJwtAt(text: string, at: number): SecretSpan | null {
  if (
    !text.startsWith('eyJ', at) ||
    (at > 0 && isTokenChar(text.charCodeAt(at - 1)) && !'=/+'.includes(text[at - 1]!))
  )
    return null;
  let end = at;
  const dots: number[] = [];
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 46 && dots.length < 4) dots.push(end);
    else if (!isUrlSafe(code)) break;
  }
  const [first, second] = dots;
  if (first === undefined || second === undefined || second === first + 1) return null;
  return { start: at, end };
}

/** `Bearer …` and `Basic …` outside of a header: a word follows that is no word of a sentence. */
function findAuthCredentialsAt(text: string, at: number): SecretSpan | null {
  const scheme = text.slice(at, at + 7).toLowerCase();
  const length = scheme === 'bearer ' ? 7 : scheme.startsWith('basic ') ? 6 : 0;
  if (!length) return null;
  const start = at + length;
  let end = start;
  while (end < text.length && isTokenChar(text.charCodeAt(end))) end++;
  if (end === start || (text.charCodeAt(end) === 34 && text.charCodeAt(end - 1) === 61))
    return null;
  const word = end - start > 300 ? null : text.slice(start, end);
  if (word === null) return { start, end };
  if (word.length < 6 || /^(?:token|auth|realm|scheme|header|credential)/i.test(word)) return null;
  const isWord = /^[A-Za-z]?[a-z]+[.]?$/.test(word);
  return isWord && word.length < 32 ? null : { start, end };
}

const PEM_BEGIN = '-----BEGIN ';
const PEM_END = '-----END ';

/**
 * The body of a private key that begins at `at` (RFC 7468). Cut off before its end, it takes the rest of the text.
 * @returns null for certificates and public keys
 */
export function findPrivateKeyAt(text: string, at: number): SecretSpan | null {
  if (!text.startsWith(PEM_BEGIN, at)) return null;
  const label = text.slice(at + PEM_BEGIN.length, at + PEM_BEGIN.length + 60);
  const labelEnd = label.indexOf('-----');
  if (labelEnd < 0 || !/PRIVATE KEY(?: BLOCK)?$/.test(label.slice(0, labelEnd))) return null;
  const start = at + PEM_BEGIN.length + labelEnd + 5;
  const end = text.indexOf(PEM_END, start);
  return { start, end: end < 0 ? text.length : end };
}

const MAX_USERINFO_LENGTH = 1_024;

/**
 * The password of a URL whose `://` is at `at`; of a user alone only one that is long enough to be a token
 * (`https://ghp…@github.com`).
 */
export function findUrlPasswordAt(text: string, at: number): SecretSpan | null {
  const start = at + 3;
  let colon = -1;
  let sign = -1;
  const stop = Math.min(text.length, start + MAX_USERINFO_LENGTH);
  for (let i = start; i < stop; i++) {
    const char = text[i]!;
    if (char === '@') sign = i;
    else if (char === ':' && colon < 0) colon = i;
    else if (
      char === '/' ||
      char === '?' ||
      char === '#' ||
      char === '"' ||
      char === '\\' ||
      char <= ' '
    )
      break;
  }
  if (sign < 0) return null;
  if (colon >= 0 && colon < sign) return colon + 1 < sign ? { start: colon + 1, end: sign } : null;
  return sign - start >= 20 ? { start, end: sign } : null;
}
