/** What a file holds, as told by its content. */
import { parseJournalPrefix } from '../../common/parse/journal_prefix';
export type LogFormat =
  /** klog text: kube-apiserver, kube-controller-manager, kube-scheduler, kubelet, … */
  | 'klog'
  /** component logs of `--logging-format=json`, with whatever else the process printed in between */
  | 'json'
  /** containerd's own `time="…" level=… msg="…"` */
  | 'containerd'
  /** etcd's own JSON, `{"level":…,"ts":"…"` */
  | 'etcd'
  /** audit.k8s.io Events, one a line */
  | 'audit'
  /** Events, one a line, bare or in the watch stream's `{"type","object"}` */
  | 'event-lines'
  /** a List of Events as `kubectl get events -o json` prints it */
  | 'event-list'
  /** the same in a List: what kube-apiserver sends to an audit webhook */
  | 'audit-list'
  /** a container's output as `kubectl logs --timestamps` prints it (a must-gather's current.log) */
  | 'timestamped'
  /** a component's log as journalctl prints it: `Nov 23 06:21:46 node-a kubelet[123]: <line>` */
  | 'journal'
  /** a container's log as the container runtime writes it: `<time> stdout F <text>` */
  | 'container'
  /** text of no known format */
  | 'text'
  /** not text: left out */
  | 'binary';

/** How many bytes of a file's beginning are looked at. */
export const HEAD_BYTES = 64 * 1024;
const MAX_LINES = 400;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** klog's `Lmmdd hh:mm:ss`, cheap enough to ask of every line; the parser decides about the rest. */
export function looksLikeKlog(text: string): boolean {
  const severity = text.charCodeAt(0);
  if (severity !== 73 && severity !== 87 && severity !== 69 && severity !== 70) return false;
  for (let i = 1; i <= 4; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return (
    text.charCodeAt(5) === 32 &&
    isDigit(text.charCodeAt(6)) &&
    isDigit(text.charCodeAt(7)) &&
    text.charCodeAt(8) === 58
  );
}

/** A line with which a record of a component's log begins, in whatever format: formats mix in one file. */
export function detectComponentLineFormat(
  text: string
): 'klog' | 'json' | 'containerd' | 'etcd' | null {
  if (looksLikeKlog(text)) return 'klog';
  if (text.startsWith('{"ts":')) return 'json';
  if (text.startsWith('{"level":"') && text.slice(0, 40).includes('"ts":')) return 'etcd';
  if (text.startsWith('time="') && text.slice(0, 64).includes('" level=')) return 'containerd';
  return null;
}

const CONTAINER_LINE =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP](?:[ :]|$)/;

/** A line of a container's log in the Container Runtime Interface's format. */
export function looksLikeContainerLine(text: string): boolean {
  return CONTAINER_LINE.test(text.slice(0, 64));
}

/** Formats whose lines are single outputs of a container. */
export const isContainerFormat = (format: LogFormat): boolean =>
  format === 'container' || format === 'timestamped';

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d)(?: |$)/;
function detectLineFormat(text: string): LogFormat | null {
  const component = detectComponentLineFormat(text);
  if (component) return component;
  if (looksLikeContainerLine(text)) return 'container';
  if (TIMESTAMP.test(text.slice(0, 64))) return 'timestamped';
  if (parseJournalPrefix(text)) return 'journal';
  if (!text.startsWith('{')) return null;
  // Docker's json-file
  if (text.startsWith('{"log":"') && text.slice(-200).includes('"stream":"')) return 'container';
  const head = text.slice(0, 4096);
  if (head.includes('"auditID":"') && head.includes('"stage":"')) return 'audit';
  if (head.includes('audit.k8s.io/') && head.includes('"auditID"')) return 'audit';
  const watch = head.startsWith('{"type":"') && head.slice(0, 40).includes('"object":{');
  if (
    (watch ||
      head.startsWith('{"kind":"Event"') ||
      head.startsWith('{"apiVersion":') ||
      head.startsWith('{"metadata":')) &&
    (head.includes('"kind":"Event"') ||
      head.includes('"involvedObject":') ||
      head.includes('"regarding":'))
  )
    return 'event-lines';
  // other writers' JSON: a component's only if it names a time and a message
  if (/"(?:ts|time|timestamp)":/.test(head) && /"(?:msg|message)":/.test(head)) return 'json';
  return null;
}

/** A JSON object with a list of Events among its first members, on one line or pretty-printed. */
function detectListFormat(head: string): 'event-list' | 'audit-list' | null {
  if (!head.trimStart().startsWith('{')) return null;
  const kind = /"kind"\s*:\s*"(List|EventList)"/.exec(head.slice(0, 4096));
  const items = /"items"\s*:\s*\[/.exec(head);
  if (!items || items.index > 4096) return null;
  if (kind?.[1] === 'EventList' && /"audit\.k8s\.io\//.test(head)) return 'audit-list';
  const ofEvents =
    kind?.[1] === 'EventList' ||
    /"kind"\s*:\s*"Event"/.test(head) ||
    /"(?:involvedObject|regarding)"\s*:/.test(head);
  return ofEvents ? 'event-list' : null;
}

/**
 * Recognises a file by its first bytes.
 * @param head the first bytes of the unpacked file, at most HEAD_BYTES
 * @param complete whether `head` is the whole file (otherwise its last line is left out of account)
 */
export function detectFormat(head: Buffer, complete: boolean): LogFormat {
  if (head.includes(0)) return 'binary';
  const text = head.toString('utf8');
  const list = detectListFormat(text);
  if (list) return list;
  const lines = text.split('\n');
  if (!complete && lines.length > 1) lines.pop();
  const votes = new Map<LogFormat, number>();
  for (const line of lines.slice(0, MAX_LINES)) {
    const format = detectLineFormat(line);
    if (format) votes.set(format, (votes.get(format) ?? 0) + 1);
  }
  let best: LogFormat = 'text';
  let most = 0;
  for (const [format, count] of votes) if (count > most) [best, most] = [format, count];
  return best;
}
