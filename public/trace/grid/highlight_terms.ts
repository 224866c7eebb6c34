import type { LogRecord } from '../../../common/model/log_record';

export interface TextPiece {
  text: string;
  /** what is marked: an object's name or uid, an ID, the searched text, or what a reason rests on; absent for plain text */
  kind?: 'object' | 'id' | 'search' | 'evidence';
}

/** Terms shorter than this would mark every other word. */
const MIN_TERM_LENGTH = 3;
const MAX_TERMS = 40;

interface HighlightTerm {
  text: string;
  kind: NonNullable<TextPiece['kind']>;
}

/**
 * What to mark in a record's message: names and uids of its objects, its IDs, what was searched for.
 * @param hasEvidence what the reasons rest on as well
 */
export function getHighlightTerms(
  record: LogRecord,
  search = '',
  hasEvidence = false
): HighlightTerm[] {
  const terms = new Map<string, HighlightTerm>();
  const add = (text: string | undefined, kind: HighlightTerm['kind']) => {
    if (text && text.length >= MIN_TERM_LENGTH && terms.size < MAX_TERMS && !terms.has(text))
      terms.set(text, { text, kind });
  };
  if (hasEvidence) for (const { evidence } of record.because) add(evidence, 'evidence');
  for (const { namespace, name, uid } of record.objects) {
    add(namespace && name ? `${namespace}/${name}` : undefined, 'object');
    add(name, 'object');
    add(uid, 'object');
  }
  for (const id of [record.ids.reqID, record.ids.auditID, record.ids.traceID]) add(id, 'id');
  if (search.trim().length > 0)
    terms.set(`search ${search}`, { text: search.trim(), kind: 'search' });
  return [...terms.values()];
}

/**
 * Cuts a text into plain and marked pieces. Plain string search, no pattern is ever built from a record's text: each
 * term is sought once over the text, so the time is terms × length, both bounded by the caller. Where terms overlap
 * the longer one that starts first wins. An object's name counts only as a whole word (`web` isn't marked in `webhook`);
 * the searched text counts anywhere, in either case.
 */
export function markTerms(text: string, terms: HighlightTerm[]): TextPiece[] {
  const hits: Array<{ from: number; to: number; kind: HighlightTerm['kind'] }> = [];
  let lowerCase: string | null = null;
  for (const { text: term, kind } of terms) {
    const ignoresBoundaries = kind === 'search';
    if (ignoresBoundaries) {
      lowerCase ??= text.toLowerCase();
      // some letters change their length in lower case; then positions don't fit
      if (lowerCase.length !== text.length) lowerCase = text;
    }
    const searchedText = ignoresBoundaries ? lowerCase! : text;
    const searchedTerm = ignoresBoundaries ? term.toLowerCase() : term;
    for (
      let at = searchedText.indexOf(searchedTerm);
      at >= 0;
      at = searchedText.indexOf(searchedTerm, at + searchedTerm.length)
    ) {
      const end = at + searchedTerm.length;
      if (ignoresBoundaries || (isBoundary(searchedText[at - 1]) && isBoundary(searchedText[end])))
        hits.push({ from: at, to: end, kind });
    }
  }
  hits.sort((a, b) => a.from - b.from || b.to - a.to);
  const pieces: TextPiece[] = [];
  let doneUntil = 0;
  for (const { from, to, kind } of hits) {
    if (from < doneUntil) continue;
    if (from > doneUntil) pieces.push({ text: text.slice(doneUntil, from) });
    pieces.push({ text: text.slice(from, to), kind });
    doneUntil = to;
  }
  if (doneUntil < text.length) pieces.push({ text: text.slice(doneUntil) });
  return pieces;
}

/** Letters, digits and `-` go on within a Kubernetes name; everything else ends it. */
function isBoundary(char: string | undefined): boolean {
  if (char === undefined) return true;
  const isWord =
    (char >= 'a' && char <= 'z') ||
    (char >= 'A' && char <= 'Z') ||
    (char >= '0' && char <= '9') ||
    char === '-';
  return !isWord;
}
