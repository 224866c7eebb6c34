import type { LogRecord } from '../../model/log_record';
import { reconcileTimestamp } from '../../time/record_times';
import { parseComponentLine } from '../component_line';
import { findComponentOfCaller } from '../component_of_caller';
import { parseCriLine } from '../cri_line';
import { findAuditId, findReqId } from '../find_ids';
import { parseJournalPrefix, type JournalPrefix } from '../journal_prefix';
import { findObjects } from '../find_objects';
import type { ParsedRecord } from '../parsed_record';
import { COMPONENTS } from './component_names';

/** What is known of a component's line beside its text. */
export interface ComponentLineInfo {
  component?: string;
  /** where a field has it; otherwise it is looked for in the text */
  reqID?: string;
  /** what a reqID is called in a line */
  reqIdKeys: readonly string[];
  /** the year that klog's header lacks; without it that of the record's time */
  year?: number;
}

/** Completes a record from a component's line: klog text, JSON, logfmt, or none of these (then its whole text is the message). */
export function readComponentRecord(
  record: LogRecord,
  message: string,
  { component, reqID, reqIdKeys, year }: ComponentLineInfo
): ParsedRecord {
  const requestId = reqID ?? findReqId(message, reqIdKeys);
  if (requestId) record.ids.reqID = requestId;
  const auditID = findAuditId(message);
  if (auditID) record.ids.auditID = auditID;
  const { text, prefix } = stripLinePrefix(message);
  const line = parseComponentLine(text, { defaultTimestamp: record.timestamp, year });
  record.message = line?.text ?? text;
  record.component =
    component ??
    findComponentOfFile(record.file) ??
    prefix?.unit ??
    findComponentOfCaller(line?.caller) ??
    'unknown';
  record.node ??= prefix?.node;
  if (!line) return { record };
  record.timestamp = reconcileTimestamp(line.timestamp, record.timestamp || line.timestamp);
  record.severity = line.severity;
  record.caller = line.caller;
  record.objects = findObjects(line);
  return { record, line };
}

/** The component's own line, without what a container runtime (static Pods) or the journal (kubelet) wrote before it. */
function stripLinePrefix(message: string): { text: string; prefix?: JournalPrefix } {
  const first = message.charCodeAt(0);
  // a digit: the runtime's time
  if (first >= 48 && first <= 57) return { text: parseCriLine(message)?.text ?? message };
  // a capital and a small letter: a month's name ("Nov 23 …"); in klog's header a digit follows the letter
  const second = message.charCodeAt(1);
  const prefix =
    first >= 65 && first <= 90 && second >= 97 && second <= 122
      ? parseJournalPrefix(message)
      : null;
  return prefix ? { text: message.slice(prefix.length), prefix } : { text: message };
}

/** `kubelet-node-a.log`, `kube-apiserver.log` → the component, where a file is named after one. */
function findComponentOfFile(file: string | undefined): string | undefined {
  if (!file) return undefined;
  for (const name of COMPONENTS) if (file.startsWith(name)) return name;
  return undefined;
}
