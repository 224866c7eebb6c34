/** Rows of `kubectl get`: of which kind, by the header above them or by what stands in their columns. */
import { isResourceName, createRecognisedName, type RecognisedName } from './recognised_name';
import { isDigit } from '../text_scanners';
import { resolveResource } from './resolve_resource';

/** Columns that only one kind has (printers/internalversion/printers.go), in the header's own words. */
const RESOURCE_BY_COLUMNS: Array<[columns: readonly string[], resource: string]> = [
  [['READY', 'STATUS', 'RESTARTS'], 'pods'],
  [['READY', 'UP-TO-DATE'], 'deployments'],
  [['DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE'], 'daemonsets'],
  [['DESIRED', 'CURRENT', 'READY'], 'replicasets'],
  [['STATUS', 'ROLES'], 'nodes'],
  [['STATUS', 'VOLUME', 'CAPACITY'], 'persistentvolumeclaims'],
  [['CAPACITY', 'RECLAIM'], 'persistentvolumes'],
  [['COMPLETIONS', 'DURATION'], 'jobs'],
  [['SCHEDULE', 'SUSPEND'], 'cronjobs'],
  [['TYPE', 'CLUSTER-IP'], 'services'],
  [['READY', 'AGE'], 'statefulsets'],
  [['DATA', 'AGE'], 'configmaps'],
];

export interface TableHeader {
  resource?: string;
  hasNamespace: boolean;
}

const MAX_COLUMNS = 12;

/** `NAME   READY   STATUS …`; null where the line is no header. */
export function parseTableHeader(line: string): TableHeader | null {
  const columns = splitColumns(line);
  const hasNamespace = columns[0] === 'NAMESPACE';
  if (columns[hasNamespace ? 1 : 0] !== 'NAME' || columns.length < 2) return null;
  // the kind with the most columns of its own: a DaemonSet has all that a ReplicaSet has
  const fits = RESOURCE_BY_COLUMNS.filter(([wanted]) =>
    wanted.every((column) => columns.includes(column))
  ).sort(([a], [b]) => b.length - a.length);
  return { hasNamespace, ...(fits[0] ? { resource: fits[0][1] } : {}) };
}

/** What a row names; undefined where the line is none, as far as its columns tell. */
export function findNameInRow(
  line: string,
  header: TableHeader | null
): RecognisedName | undefined {
  const columns = splitColumns(line);
  if (columns.length < 2) return undefined;
  const at = header
    ? header.hasNamespace
      ? 1
      : 0
    : isReadyCount(columns[2]) && !isReadyCount(columns[1]) && isResourceName(columns[1] ?? '')
      ? 1
      : 0;
  const namespace = at === 1 ? columns[0] : undefined;
  const own = columns[at] ?? '';
  const slash = own.indexOf('/');
  // `deploy/web -n shop` is none
  if (!header && slash > 0 && !isReadyCount(columns[at + 1])) return undefined;
  const resource =
    slash > 0
      ? resolveResource(own.slice(0, slash))
      : (header?.resource ?? inferResourceFromColumns(columns.slice(at + 1)));
  const name = slash > 0 ? own.slice(slash + 1) : own;
  if (
    !isResourceName(name) ||
    (namespace !== undefined && !isResourceName(namespace)) ||
    !(resource ?? header)
  )
    return undefined;
  return createRecognisedName({ resource, namespace, name });
}

/** Without a header only what no other kind has is told. */
function inferResourceFromColumns([first = '', second = '', third = '']: readonly string[]):
  string | undefined {
  if (isReadyCount(first)) {
    if (isNumber(second) && isNumber(third)) return 'deployments';
    return second !== '' && !isDigit(second.charCodeAt(0)) && isNumber(third) ? 'pods' : undefined;
  }
  if (
    first === 'Ready' ||
    first === 'NotReady' ||
    first.startsWith('Ready,') ||
    first.startsWith('NotReady,')
  )
    return 'nodes';
  return first === 'Bound' && second.startsWith('pvc-') ? 'persistentvolumeclaims' : undefined;
}

/** `1/1` */
function isReadyCount(text = ''): boolean {
  const slash = text.indexOf('/');
  return slash > 0 && isNumber(text.slice(0, slash)) && isNumber(text.slice(slash + 1));
}

function isNumber(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return text.length > 0 && text.length < 10;
}

function splitColumns(line: string): string[] {
  return line
    .slice(0, 1_000)
    .split(/\s/, 400)
    .filter((column) => column !== '')
    .slice(0, MAX_COLUMNS);
}
