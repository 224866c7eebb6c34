import { parseCriLine } from '../../common/parse/cri_line';
import { findAuditId, findReqId } from '../../common/parse/find_ids';
import { parseJournalPrefix } from '../../common/parse/journal_prefix';
import { parseJsonLog } from '../../common/parse/json_log';
import { formatKlogTimestamp, parseKlogHeader } from '../../common/parse/klog';
import { parseLogfmt } from '../../common/parse/logfmt_log';
import { isoToUtc } from '../../common/parse/timestamp';
import { toEventFields, parseEvent, getOccurrenceTime } from './event_fields';
import type { YearClock } from './year_clock';
import type { LogFormat } from './detect_format';
import type { RawRecord } from './record_assemblers';
import type { RecordToIndex } from './index_schemas';

/** What a record's text says; `timestamp` is missing where it names no time. */
export type ParsedContent = Partial<
  Pick<
    RecordToIndex,
    | 'timestamp'
    | 'level'
    | 'requestId'
    | 'auditId'
    | 'audit'
    | 'event'
    | 'stream'
    | 'node'
    | 'component'
    | 'error'
  >
>;

/** The key that ends a line which a user's operation caused; the loader's own, other keys are found in the text. */
const REQ_ID_KEYS = ['reqID'];

/** The IDs that a component's line carries, for fields of their own. */
function addIds(content: ParsedContent, text: string): ParsedContent {
  content.requestId = findReqId(text, REQ_ID_KEYS);
  content.auditId = findAuditId(text);
  return content;
}

const toLevel = (severity: string): string | undefined =>
  severity === 'unknown' ? undefined : severity;

/** A record of a component's log, in whichever of the formats it is: they mix in one file. */
export function parseComponent(text: string, clock: YearClock): ParsedContent {
  const klog = parseKlogHeader(text);
  if (klog)
    return addIds(
      {
        timestamp: formatKlogTimestamp(klog, clock.yearOf(klog.month, klog.day)),
        level: klog.severity,
      },
      text
    );
  const other = text.startsWith('{') ? parseJsonLog(text) : parseLogfmt(text);
  if (other) return addIds({ timestamp: other.timestamp, level: toLevel(other.severity) }, text);
  return addIds({ error: "no header of a Kubernetes component's log line" }, text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseAuditLine(text: string): ParsedContent {
  const parsed = parseJson(text);
  if (
    typeof parsed !== 'object' ||
    parsed === null ||
    !('auditID' in parsed) ||
    typeof parsed.auditID !== 'string'
  ) {
    return { error: 'not an audit.k8s.io Event' };
  }
  const audit = parsed as Record<string, unknown>;
  const time = audit.requestReceivedTimestamp ?? audit.stageTimestamp;
  return { audit, timestamp: (typeof time === 'string' && isoToUtc(time)) || undefined };
}

function parseEventText(text: string): ParsedContent {
  const event = parseEvent(parseJson(text));
  if (!event) return { error: 'not an Event' };
  const time = getOccurrenceTime(event);
  const fields = toEventFields(event);
  return {
    event: fields,
    node: fields?.source?.host,
    timestamp: (time && isoToUtc(time)) || undefined,
  };
}

/** A container's line; where the container is a component (a static Pod's), what stands in it is read as that one's line. */
function parseContainer(text: string, isComponent: boolean, clock: YearClock): ParsedContent {
  const line = parseCriLine(text);
  if (!line) return { error: "not a line of the container runtime's log format" };
  const { error: _unknownInside, ...known } = isComponent ? parseComponent(line.text, clock) : {};
  return { ...known, stream: line.stream, timestamp: line.timestamp };
}

/** `kubectl logs --timestamps`: the runtime's time, then the container's line. */
function parseTimestamped(text: string, isComponent: boolean, clock: YearClock): ParsedContent {
  const space = text.indexOf(' ');
  const timestamp = isoToUtc(space < 0 ? text : text.slice(0, space));
  if (!timestamp) return { error: 'no time in front of the line' };
  const { error: _unknownInside, ...known } = isComponent
    ? parseComponent(text.slice(space + 1), clock)
    : {};
  return { ...known, timestamp };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 23 06:21:46.5` as ISO 8601; journalctl writes local time, which on nodes is UTC as a rule. */
function parseJournalTime(text: string, clock: YearClock): string | undefined {
  const month = MONTHS.indexOf(text.slice(0, 3)) + 1;
  const day = Number(text.slice(4, 6));
  if (month === 0 || !Number.isInteger(day)) return undefined;
  const pad = (value: number) => String(value).padStart(2, '0');
  return (
    isoToUtc(
      `${clock.yearOf(month, day)}-${pad(month)}-${pad(day)}T${text.slice(7, text.indexOf(' ', 7))}Z`
    ) ?? undefined
  );
}

/** journalctl: node and unit stand before the component's own line. */
function parseJournal(text: string, clock: YearClock): ParsedContent {
  const prefix = parseJournalPrefix(text);
  if (!prefix) return { error: "not a line of journalctl's output" };
  const content = parseComponent(text.slice(prefix.length), clock);
  const { error: _otherProgram, ...known } = content;
  return {
    ...known,
    timestamp: content.timestamp ?? parseJournalTime(text, clock),
    node: prefix.node,
    component: prefix.unit,
  };
}

/** Reads a record as its file's format says. */
export function parseRecord(
  record: RawRecord,
  format: LogFormat,
  isComponent: boolean,
  clock: YearClock
): ParsedContent {
  const text = record.text.endsWith('\r') ? record.text.slice(0, -1) : record.text;
  const content =
    record.cut && format !== 'klog'
      ? { error: 'longer than one document may be: goes on in the next one' }
      : read();
  if (!record.utf8)
    content.error = [content.error, 'held bytes that are not UTF-8'].filter(Boolean).join('; ');
  return content;

  function read(): ParsedContent {
    switch (format) {
      case 'audit':
      case 'audit-list':
        return parseAuditLine(text);
      case 'event-lines':
      case 'event-list':
        return parseEventText(text);
      case 'container':
        return parseContainer(text, isComponent, clock);
      case 'timestamped':
        return parseTimestamped(text, isComponent, clock);
      case 'journal':
        return parseJournal(text, clock);
      case 'text':
        return { error: 'format not recognised' };
      default:
        return parseComponent(text, clock);
    }
  }
}
