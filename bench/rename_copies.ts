/**
 * Makes another cluster's life of a sample's: same lines, other IDs, other names, other times. Pure and one-to-one, so that
 * what belonged together still does, and what didn't still doesn't.
 */

const ID_PATTERN =
  /[0-9a-f]{8}([-_])[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;
const ISO_TIME_PATTERN = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/g;
const WORD_PATTERN = /[a-z0-9]+(?:-[a-z0-9]+)*/g;
const KLOG_HEADER_PATTERN = /^([IWEF])(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)/;

const HEX_DIGITS = '0123456789abcdef';
/** Longer words are no object's name (DNS labels have at most 63 characters). */
const MAX_NAME_LENGTH = 63;
/** API groups that are somebody's namespace as well: `batch/v1` stays what it is. */
const API_GROUPS = new Set(['apps', 'autoscaling', 'batch', 'policy', 'storage', 'events']);

/** How far letters are turned in each copy: 26 copies are different, then names come again, as they do in a cluster. */
const LETTER_STEP = 5;

/** An ID with every hex digit turned; a UUID's version and variant stay, so that it stays a valid one. */
export function renameId(id: string, copy: number): string {
  let renamed = '';
  for (let i = 0; i < id.length; i++) {
    const digit = HEX_DIGITS.indexOf(id.charAt(i));
    const fixed = digit < 0 || (id.length === 36 && (i === 14 || i === 19));
    // odd steps only: 16 copies are different in every digit; of more than that each 16 have steps of their own
    renamed += fixed
      ? id.charAt(i)
      : HEX_DIGITS.charAt((digit + copy * (3 + 2 * (i % 5)) + (copy >> 4) * (1 + (i % 7))) % 16);
  }
  return renamed;
}

/** A name of the same length with every letter turned: the beginning of a name (a Deployment's) stays that of its Pods' names. */
export function renameName(name: string, copy: number): string {
  let renamed = '';
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    renamed +=
      code >= 97 && code <= 122
        ? String.fromCharCode(97 + ((code - 97 + copy * LETTER_STEP) % 26))
        : name.charAt(i);
  }
  return renamed;
}

/** `2026-11-23T06:21:44` (or with a space) so many seconds later; what follows the seconds isn't looked at. */
export function shiftIsoTime(time: string, seconds: number): string {
  const shifted = new Date(Date.parse(`${time.slice(0, 10)}T${time.slice(11)}Z`) + seconds * 1000);
  return Number.isNaN(shifted.getTime())
    ? time
    : `${shifted.toISOString().slice(0, 10)}${time.charAt(10)}${shifted.toISOString().slice(11, 19)}`;
}

export interface CopyOptions {
  /** 0 leaves everything as it is */
  copy: number;
  /** names of namespaces and of objects in them */
  names: ReadonlySet<string>;
  /** whole seconds by which this copy is later */
  seconds: number;
  /** which klog doesn't write */
  year: number;
}

/** Rewrites the texts of one copy. */
export class CopyRenamer {
  /** what a name may begin with: most words are dismissed by this */
  private readonly firstNameParts: ReadonlySet<string>;
  private readonly renamedWords = new Map<string, string>();
  private readonly shiftedTimes = new Map<string, string>();

  constructor(private readonly options: CopyOptions) {
    this.firstNameParts = new Set([...options.names].map((name) => name.split('-', 1)[0]!));
  }

  /** A record's text, or a file's path. */
  renameText(text: string): string {
    const { copy, seconds, year } = this.options;
    if (copy === 0) return text;
    const named = text.replace(WORD_PATTERN, (word, at: number) =>
      isNotAName(text, word, at) ? word : this.renameWord(word)
    );
    return named
      .replace(ID_PATTERN, (id) => renameId(id, copy))
      .replace(ISO_TIME_PATTERN, (time) => {
        let shifted = this.shiftedTimes.get(time);
        if (shifted === undefined)
          this.shiftedTimes.set(time, (shifted = shiftIsoTime(time, seconds)));
        return shifted;
      })
      .replace(
        KLOG_HEADER_PATTERN,
        (_all, severity: string, month: string, day: string, h: string, m: string, s: string) => {
          const time = shiftIsoTime(`${year}-${month}-${day}T${h}:${m}:${s}`, seconds);
          return `${severity}${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11)}`;
        }
      );
  }

  /** A word of text: names in it are turned, the longest first, only whole parts between hyphens. */
  private renameWord(word: string): string {
    if (word.length > MAX_NAME_LENGTH) return word;
    let renamed = this.renamedWords.get(word);
    if (renamed !== undefined) return renamed;
    const parts = word.split('-');
    const done: string[] = [];
    for (let i = 0; i < parts.length;) {
      let end = this.firstNameParts.has(parts[i]!) ? parts.length : i;
      while (end > i && !this.options.names.has(parts.slice(i, end).join('-'))) end--;
      if (end === i) done.push(parts[i++]!);
      else {
        done.push(renameName(parts.slice(i, end).join('-'), this.options.copy));
        i = end;
      }
    }
    renamed = done.join('-');
    if (this.renamedWords.size < 200_000) this.renamedWords.set(word, renamed);
    return renamed;
  }
}

/** Whether a word that looks like a name is something else here: a key, a source file, an API group. */
function isNotAName(text: string, word: string, at: number): boolean {
  const end = at + word.length;
  const next = text.charAt(end);
  if (next === '=' || text.startsWith('":', end) || text.startsWith('.go', end)) return true;
  if (!API_GROUPS.has(word)) return false;
  return (
    text.startsWith('/v', end) ||
    text.charAt(at - 1) === '.' ||
    text.endsWith('roup":"', at) ||
    text.endsWith('roup="', at)
  );
}
