/**
 * Lines without any object in them that belong to a trace all the same, because of the lines of the trace beside them: of the
 * same kind of work, a moment before or after. klog's "thread" is the process, so time and the kind of work are all there is.
 */
import { sourceFile } from '../periodic/periodic';
import type { ParsedRecord } from '../../../../common/parse/parsed_record';
import { timestampToMicros } from '../../../../common/time/record_times';
import { AnchorIndex } from './anchor_index';
import type { AdjacentLine } from './adjacent_line';
import { EventRequests } from './event_requests';
import { imageOf, namesImage } from './image_names';
import { ADJACENCY_RULES, type Anchor, type AdjacencyRule } from './rules';

/** Of an anchor's text as much is shown as evidence. */
const EVIDENCE_LENGTH = 160;

/**
 * Which of the `nearby` lines belong to the trace.
 *
 * @param trace records that the trace has for certain (by objects, at least 0.8)
 * @param nearby lines that name no object, of the same files, from about a second around the trace's
 */
export function findAdjacentLines(
  trace: readonly ParsedRecord[],
  nearby: readonly ParsedRecord[]
): AdjacentLine[] {
  const index = new AnchorIndex(trace);
  const posts = new EventRequests(trace);
  const found: AdjacentLine[] = [];
  let left: ParsedRecord[] = [];
  for (const read of nearby) {
    const neighbour = slowRequest(read, index) ?? posts.find(read) ?? besideOf(read, index);
    if (neighbour) found.push(neighbour);
    else left.push(read);
  }
  // an image is pulled in several lines, of which the first has the Pod's words and the last ones only the image's digest
  if (found.length > 0 && left.length > 0) {
    const pulls = new AnchorIndex(
      found.filter(({ read }) => read.line?.message.startsWith('PullImage')).map(({ read }) => read)
    );
    left = left.filter(
      (read) =>
        ruleOf(read)?.anchors.some(
          (anchor) => anchor.same === 'value' || anchor.messages?.includes('PullImage')
        ) ?? false
    );
    for (const read of left) {
      const neighbour = besideOf(read, pulls);
      if (!neighbour) continue;
      const { beside, reason } = neighbour;
      const first = found.find((other) => other.read === beside)?.beside ?? beside;
      found.push({
        read,
        beside: first,
        reason: { ...reason, confidence: Math.min(reason.confidence, 0.85) },
      });
    }
  }
  return found;
}

/** Constant phrases of such lines by component, for a full-text search that shall not fetch whole files. */
export const ADJACENT_PHRASES: Readonly<Record<string, readonly string[]>> = phrases();

function phrases(): Record<string, string[]> {
  const byComponent: Record<string, string[]> = { 'kube-apiserver': ['Trace['] };
  for (const { component, message, phrase } of ADJACENCY_RULES)
    (byComponent[component] ??= []).push(phrase ?? message.trim());
  return byComponent;
}

function besideOf(read: ParsedRecord, index: AnchorIndex): AdjacentLine | null {
  const rule = ruleOf(read);
  if (!rule) return null;
  const time = timestampToMicros(read.record.timestamp);
  for (const anchor of rule.anchors) {
    const beside = index.nearest(read, time, anchor, (other) => fits(read, other, anchor));
    if (!beside) continue;
    // an Event knows the second only
    const confidence =
      beside.record.source === 'event' ? Math.min(anchor.confidence, 0.75) : anchor.confidence;
    return {
      read,
      beside,
      reason: {
        rule: 'neighbouring-line',
        evidence: beside.record.message.slice(0, EVIDENCE_LENGTH),
        confidence,
      },
    };
  }
  return null;
}

function ruleOf({ record, line }: ParsedRecord): AdjacencyRule | undefined {
  if (!line) return undefined;
  return ADJACENCY_RULES.find(
    (rule) =>
      rule.component === record.component &&
      line.message.startsWith(rule.message) &&
      (rule.file === undefined || rule.file === sourceFile(record.caller))
  );
}

function fits(read: ParsedRecord, other: ParsedRecord, anchor: Anchor): boolean {
  if (anchor.same === 'value') {
    const image = imageOf(read.line);
    return image !== undefined && namesImage(other.record.message, image);
  }
  if (!other.line) return false;
  const { message } = other.line;
  if (anchor.messages !== undefined && !anchor.messages.some((begin) => message.startsWith(begin)))
    return false;
  if (anchor.files !== undefined && !anchor.files.includes(sourceFile(other.record.caller)))
    return false;
  // older versions' lines tell no logger
  return (
    anchor.same !== 'logger' ||
    read.line?.logger === undefined ||
    other.line.logger === undefined ||
    read.line.logger === other.line.logger
  );
}

/** k8s.io/utils/trace: all lines of one slow request carry its number, only the first says what it was. */
function slowRequest(read: ParsedRecord, index: AnchorIndex): AdjacentLine | null {
  const number = read.line?.traceNumber;
  const beside = number === undefined ? undefined : index.slowRequest(read, number);
  return beside
    ? {
        read,
        beside,
        reason: { rule: 'slow-request-trace', evidence: `Trace[${number}]`, confidence: 0.95 },
      }
    : null;
}
