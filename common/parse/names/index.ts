/**
 * What a pasted text names, where it has no ID: command lines and messages of kubectl, rows of `kubectl get`, log lines,
 * `ns/name`. Pure, linear in the text's length, of which the start counts; it never throws.
 */
import { parseComponentLine } from '../component_line';
import { findResource } from '../builtin_kinds';
import { findObjects } from '../find_objects';
import { isDigit } from '../text_scanners';
import { splitKubectlCommand, findNamesInBareArguments, findNamesInCommand } from './command_line';
import { findNamesInMessage } from './error_messages';
import { createRecognisedName, splitNamespacedName, type RecognisedName } from './recognised_name';
import { findNameInRow, parseTableHeader, type TableHeader } from './table_rows';

export type { RecognisedName } from './recognised_name';
export { inferOwnerName } from './infer_owner_name';
export { extractServerMessage } from './error_messages';

/** Lines that are looked at, and different things that are named. */
const MAX_LINES = 200;
const MAX_TEXT_LENGTH = 65_536;
const MAX_NAMES = 8;

/** What the text names, in the order in which it does, each once; `leftOut` more are not in it. */
export function recogniseNames(text: string): { names: RecognisedName[]; leftOut: number } {
  const lines = text
    .slice(0, MAX_TEXT_LENGTH)
    .split('\n', MAX_LINES)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const found = new Map<string, RecognisedName>();
  let header: TableHeader | null = null;
  for (const line of lines) {
    const next = parseTableHeader(line);
    if (next) {
      header = next;
      continue;
    }
    const inLine = findNamesInLine(line, header, lines.length === 1);
    if (inLine.length === 0) header = null;
    for (const each of inLine)
      found.set(
        JSON.stringify([each.resource, each.namespace, each.name, each.user, each.verb]),
        each
      );
  }
  const names = removeLessSpecific([...found.values()]);
  return { names: names.slice(0, MAX_NAMES), leftOut: Math.max(0, names.length - MAX_NAMES) };
}

function findNamesInLine(
  line: string,
  header: TableHeader | null,
  isAlone: boolean
): RecognisedName[] {
  const words = splitKubectlCommand(line);
  if (words) return findNamesInCommand(words);
  if (isLogLine(line)) return findNamesInLogLine(line);
  const row = findNameInRow(line, header);
  if (row) return [row];
  if (isAlone) {
    const path = splitNamespacedName(line);
    if (path && findLeadingResource(line) === undefined) return [path];
    const inArguments = findNamesInBareArguments(line);
    if (inArguments.length > 0) return inArguments;
  }
  return findNamesInMessage(line);
}

function findLeadingResource(line: string): string | undefined {
  return findNamesInBareArguments(line)[0]?.resource;
}

/** klog's header (`E1123 06:22:01.471347`) or a JSON line. */
function isLogLine(line: string): boolean {
  if (line.startsWith('{')) return true;
  const letter = line[0] ?? '';
  return (
    'IWEF'.includes(letter) &&
    [1, 2, 3, 4].every((at) => isDigit(line.charCodeAt(at))) &&
    line[5] === ' '
  );
}

function findNamesInLogLine(line: string): RecognisedName[] {
  const parsed = parseComponentLine(line);
  if (!parsed) return [];
  return findObjects(parsed).flatMap(({ kind, namespace, name }) => {
    const resource = kind === undefined ? undefined : findResource(kind);
    return name && (resource ?? namespace)
      ? [createRecognisedName({ resource, namespace, name })]
      : [];
  });
}

/** A name without its namespace, or a kind alone, says nothing more where the same is named in full. */
function removeLessSpecific(names: RecognisedName[]): RecognisedName[] {
  return names.filter((each) => !names.some((other) => other !== each && isPartOf(each, other)));
}

function isPartOf(vague: RecognisedName, full: RecognisedName): boolean {
  const keys = ['resource', 'namespace', 'name', 'user', 'verb'] as const;
  return (
    keys.every((key) => vague[key] === undefined || vague[key] === full[key]) &&
    keys.some((key) => vague[key] === undefined && full[key] !== undefined)
  );
}
