/** Which image a line is about, and whether another one is about it too. */
import type { ComponentLine } from '../../../../common/parse/component_line';
import { isDigit, isLetter } from '../../../../common/parse/text_scanners';

/** Texts before and after an image's name: of containerd's and CRI-O's messages. */
const PLACES: ReadonlyArray<[before: string, after: string]> = [
  ['PullImage "', '"'],
  ['{Name:', ','],
  ['event name:"', '"'],
  ['stop pulling image ', ': '],
  ['Pulled image "', '"'],
  ['Pulling image: ', ''],
  ['Pulled image: ', ''],
];

/** What containerd puts in front of a name that has no registry (distribution/reference, normalized names). */
const DEFAULTS = ['docker.io/library/', 'docker.io/'];

/** The image as people write it, from `image="…"` or from where the message has it; undefined: the line is about none. */
export function imageOf(line: ComponentLine | undefined): string | undefined {
  if (!line) return undefined;
  let image = line.pairs.find((pair) => pair[0] === 'image')?.[1];
  for (const [before, after] of PLACES) image ??= between(line.message, before, after);
  if (image === undefined || image.length > 512) return undefined;
  const prefix = DEFAULTS.find((begin) => image.startsWith(begin));
  const short = prefix === undefined ? image : image.slice(prefix.length);
  return short.length >= 3 ? short : undefined;
}

/** Whether the text names just this image: not one whose name or tag only begins, or ends, like it. */
export function namesImage(text: string, image: string): boolean {
  for (let at = text.indexOf(image); at >= 0; at = text.indexOf(image, at + image.length)) {
    const end = at + image.length;
    // a dot or colon ends a sentence where nothing of a name follows
    const next = text.charCodeAt(end);
    const isLonger =
      isNamePart(next) ||
      ((next === 46 || next === 58) && isNamePart(text.charCodeAt(end + 1))) ||
      next === 47;
    if (
      !isLonger &&
      (!isNamePart(text.charCodeAt(at - 1)) || at === 0) &&
      !isOtherRegistry(text, at)
    )
      return true;
  }
  return false;
}

/** letters, digits, `_` and `-` */
const isNamePart = (code: number): boolean =>
  isDigit(code) || isLetter(code) || code === 95 || code === 45;

const isOtherRegistry = (text: string, at: number): boolean =>
  (text.charCodeAt(at - 1) === 47 && !DEFAULTS.some((begin) => text.endsWith(begin, at))) ||
  text.charCodeAt(at - 1) === 46;

function between(text: string, before: string, after: string): string | undefined {
  const at = text.indexOf(before);
  if (at < 0) return undefined;
  const end = after === '' ? text.length : text.indexOf(after, at + before.length);
  return end < 0 ? undefined : text.slice(at + before.length, end);
}
