/** How Kubernetes generates names, and how a generated part is recognised. The rules are those of Kubernetes' source. */
import { isDigit } from '../text_scanners';

/** apimachinery util/rand: no vowels, none of 0, 1, 3. */
const RANDOM_ALPHABET = new Set('bcdfghjklmnpqrstvwxz2456789');
/** apimachinery rand.SafeEncodeString of a decimal number, as a ReplicaSet's pod-template-hash is. */
const HASH_ALPHABET = new Set('456789bcdf');
/** apiserver names.SimpleNameGenerator */
const RANDOM_SUFFIX_LENGTH = 5;
/** Longest generated suffix: a hash of 32 bits in decimal. */
const MAX_SUFFIX_LENGTH = 10;
/** A CronJob's Jobs are named for the minute they are due (cronjob getJobName): minutes since the epoch. */
const MIN_MINUTE_DIGITS = 8;

/** Splits a name at its last dash; `rest` is undefined where there is none, or nothing before it. */
export function splitAtLastDash(name: string): { rest: string | undefined; last: string } {
  const dash = name.lastIndexOf('-');
  return dash > 0
    ? { rest: name.slice(0, dash), last: name.slice(dash + 1) }
    : { rest: undefined, last: name };
}

/** The name before its last dash, where what follows it fits. */
export function removeSuffix(name: string, fits: (last: string) => boolean): string | undefined {
  const { rest, last } = splitAtLastDash(name);
  return rest !== undefined && fits(last) ? rest : undefined;
}

export function isAllDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return text.length > 0;
}

const consistsOf = (text: string, alphabet: ReadonlySet<string>): boolean =>
  [...text].every((char) => alphabet.has(char));

/** A random suffix of five characters. */
export const isRandomSuffix = (part: string): boolean =>
  part.length === RANDOM_SUFFIX_LENGTH && consistsOf(part, RANDOM_ALPHABET);

/** A hash of a Pod template. */
export const isTemplateHash = (part: string): boolean =>
  part.length > RANDOM_SUFFIX_LENGTH &&
  part.length <= MAX_SUFFIX_LENGTH &&
  consistsOf(part, HASH_ALPHABET);

/** A random suffix or a hash, whichever it is. */
export const isGeneratedSuffix = (part: string): boolean =>
  part.length >= RANDOM_SUFFIX_LENGTH &&
  part.length <= MAX_SUFFIX_LENGTH &&
  consistsOf(part, RANDOM_ALPHABET);

/** The minute that a CronJob's Job is named for. */
export const isScheduledMinute = (part: string): boolean =>
  part.length >= MIN_MINUTE_DIGITS && isAllDigits(part);

/** The name without its generated parts: `web` of `web-6d4b75cb6d-x2x9z`, `tick` of `tick-29371234`, `db` of `db-0`. */
export function removeGeneratedSuffixes(name: string): string {
  let stem = name;
  for (
    let rest = removeSuffix(stem, isGeneratedOrNumber);
    rest !== undefined;
    rest = removeSuffix(stem, isGeneratedOrNumber)
  )
    stem = rest;
  return stem;
}

const isGeneratedOrNumber = (part: string): boolean => isGeneratedSuffix(part) || isAllDigits(part);
