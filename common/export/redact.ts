/**
 * Takes secrets out of texts that leave Kibana (a ticket, a file): bearer tokens, JWTs, headers, passwords and keys by the name
 * that they go by, private keys, the data of Secrets, tokens of known form. Names, namespaces, UIDs and sentences about
 * Secrets stay: `secret "web-tls" not found` is what the ticket is about.
 *
 * What goes by no telling name and has no telling form can't be known for a secret. Each character is looked at a constant
 * number of times: logs are strangers' texts.
 */
import { findTokenAt, findPrivateKeyAt, findUrlPasswordAt, type SecretSpan } from './known_tokens';
import { redactSecretBodies } from './secret_bodies';
import { REDACTED } from './secret_keys';
import { PairReader } from './secret_pairs';

export { REDACTED } from './secret_keys';

/** The text with `[redacted]` in place of its secrets. */
export function redactSecrets(original: string): string {
  const text = redactSecretBodies(original);
  const pairs = new PairReader(text);
  const parts: string[] = [];
  let kept = 0;
  for (let i = 0; i < text.length; i++) {
    const found = findMatchAt(text, i, pairs);
    if (found === null) continue;
    if ('skip' in found) {
      i = Math.max(i, found.skip - 1);
      continue;
    }
    const { start, end } = found.secret;
    parts.push(text.slice(kept, start), REDACTED);
    kept = end;
    i = Math.max(i, end - 1);
  }
  return kept === 0 ? text : parts.join('') + text.slice(kept);
}

/** Redacts every text within a value made of JSON. */
export function redactDeep<T>(value: T): T {
  if (typeof value === 'string') return redactSecrets(value) as T;
  if (Array.isArray(value)) return value.map(redactDeep) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, redactDeep(part)])
  ) as T;
}

type RedactionMatch = { secret: SecretSpan } | { skip: number } | null;

const toMatch = (found: SecretSpan | null): RedactionMatch =>
  found && found.end > found.start ? { secret: found } : null;

function findMatchAt(text: string, at: number, pairs: PairReader): RedactionMatch {
  switch (text.charCodeAt(at)) {
    case 58: // :
      if (text.startsWith('://', at)) {
        const found = toMatch(findUrlPasswordAt(text, at));
        if (found) return found;
      }
      return pairs.readPairAt(at);
    case 61: // =
    case 32: // after --key
      return pairs.readPairAt(at);
    case 45: // -
      return toMatch(findPrivateKeyAt(text, at));
    case 65:
    case 66:
    case 98:
    case 101:
    case 103:
    case 120: // A B b e g x
      return toMatch(findTokenAt(text, at));
    default:
      return null;
  }
}
