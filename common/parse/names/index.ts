/**
 * What a pasted text names, where it has no ID: command lines and messages of kubectl, rows of `kubectl get`, log lines,
 * `ns/name`. Pure, linear in the text's length, of which the start counts; it never throws.
 */
import { parseComponentLine } from '../component_line';
import { resourceOfWord } from '../kinds';
import { objectsOfLine } from '../objects';
import { isDigit } from '../scan';
import { kubectlWords, namedInArgumentsOnly, namedInCommand } from './command_line';
import { namedInMessage } from './messages';
import { named, splitPath, type Named } from './named';
import { namedInRow, readHeader, type TableHeader } from './table_rows';

export type { Named } from './named';
export { ownerStem } from './owner_stem';
export { serverWords } from './messages';

/** Lines that are looked at, and different things that are named. */
const MAX_LINES = 200;
const MAX_TEXT = 65_536;
const MAX_NAMED = 8;

/** What the text names, in the order in which it does, each once; `leftOut` more are not in it. */
export function recogniseNames(text: string): { names: Named[]; leftOut: number } {
  const lines = text
    .slice(0, MAX_TEXT)
    .split('\n', MAX_LINES)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const found = new Map<string, Named>();
  let header: TableHeader | null = null;
  for (const line of lines) {
    const next = readHeader(line);
    if (next) {
      header = next;
      continue;
    }
    const inLine = namedInLine(line, header, lines.length === 1);
    if (inLine.length === 0) header = null;
    for (const each of inLine)
      found.set(
        JSON.stringify([each.resource, each.namespace, each.name, each.user, each.verb]),
        each
      );
  }
  const names = withoutVague([...found.values()]);
  return { names: names.slice(0, MAX_NAMED), leftOut: Math.max(0, names.length - MAX_NAMED) };
}

function namedInLine(line: string, header: TableHeader | null, isAlone: boolean): Named[] {
  const words = kubectlWords(line);
  if (words) return namedInCommand(words);
  if (isLogLine(line)) return namedInLogLine(line);
  const row = namedInRow(line, header);
  if (row) return [row];
  if (isAlone) {
    const path = splitPath(line);
    if (path && resourceOfWordBefore(line) === undefined) return [path];
    const inArguments = namedInArgumentsOnly(line);
    if (inArguments.length > 0) return inArguments;
  }
  return namedInMessage(line);
}

function resourceOfWordBefore(line: string): string | undefined {
  return namedInArgumentsOnly(line)[0]?.resource;
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

function namedInLogLine(line: string): Named[] {
  const parsed = parseComponentLine(line);
  if (!parsed) return [];
  return objectsOfLine(parsed).flatMap(({ kind, namespace, name }) => {
    const resource = kind === undefined ? undefined : resourceOfWord(kind);
    return name && (resource ?? namespace) ? [named({ resource, namespace, name })] : [];
  });
}

/** A name without its namespace, or a kind alone, says nothing more where the same is named in full. */
function withoutVague(names: Named[]): Named[] {
  return names.filter((each) => !names.some((other) => other !== each && isPartOf(each, other)));
}

function isPartOf(vague: Named, full: Named): boolean {
  const keys = ['resource', 'namespace', 'name', 'user', 'verb'] as const;
  return (
    keys.every((key) => vague[key] === undefined || vague[key] === full[key]) &&
    keys.some((key) => vague[key] === undefined && full[key] !== undefined)
  );
}
