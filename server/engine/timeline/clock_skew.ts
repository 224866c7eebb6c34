/**
 * Clock skew: the offset between a component's clock and kube-apiserver's. The line that a component logs when its request was answered is
 * compared with the API server's own time of that request. Traces are decided on one clock; the times that are shown stay as written.
 */
import { addToList } from '../../../common/add_to_list';
import type { LogRecord } from '../../../common/model/log_record';
import { kindOfResource } from '../../../common/parse/builtin_kinds';
import type { AuditRecord } from '../../../common/parse/audit';
import { DEFAULT_LOOPS, type ControlLoops } from '../control_loops/control_loops';
import { auditOfLine } from './request_line';
import type { Evidence } from '../evidence';
import { timestampToMicros } from '../../../common/time/record_times';

export interface ClockOffset {
  component: string;
  /** of kubelets, and what else runs on their node */
  node?: string;
  /** below 0: behind kube-apiserver's */
  seconds: number;
  /** how many requests show it */
  requests: number;
}

/** How far behind a clock has to be to count: nothing is answered before it was requested, and NTP keeps clocks closer than this. Microseconds. */
const BEHIND_US = 300_000;
/** How far ahead: a busy component may log an answer up to a second late. Microseconds. */
const AHEAD_US = 1_000_000;
/** Fewer answers than this may all have been logged late: then a clock has to be further ahead. */
const ENOUGH_ANSWERS = 3;
const AHEAD_BY_FEW_US = 1_900_000;
/** Ignore clock offsets above 10 minutes: a line and a request so far apart do not belong together. Microseconds. */
const MAX_OFFSET_US = 600_000_000;

/** Returns the components whose clock differs from kube-apiserver's, by the lines that they log when a request of theirs is answered. */
export function clockOffsets(
  evidence: Evidence[],
  loops: ControlLoops = DEFAULT_LOOPS
): ClockOffset[] {
  const answers = new Map<string, Array<{ at: number; record: LogRecord }>>();
  for (const { line, record } of evidence) {
    const answered = line && loops.answers.get(line.message);
    const pod =
      answered?.component === record.component
        ? record.objects.find(({ kind, name }) => kind === 'Pod' && name !== undefined)
        : undefined;
    if (!answered || !pod) continue;
    addToList(answers, keyOf(answered, pod.namespace, pod.name!), {
      at: timestampToMicros(record.timestamp),
      record,
    });
  }
  if (!answers.size) return [];
  const asked = new Map<string, number[]>();
  for (const { audit, record } of requestsIn(evidence)) {
    const { verb, objectRef, object, responseStatus } = audit;
    const name = objectRef?.name ?? object?.name;
    if (
      kindOfResource(objectRef?.resource ?? '') !== 'Pod' ||
      name === undefined ||
      (responseStatus?.code ?? 500) >= 400
    )
      continue;
    const key = keyOf(
      { verb: verb ?? '', subresource: objectRef?.subresource },
      objectRef?.namespace,
      name
    );
    if (answers.has(key)) addToList(asked, key, timestampToMicros(record.timestamp));
  }
  const differences = new Map<string, { component: string; node?: string; all: number[] }>();
  for (const [key, lines] of answers) {
    const times = asked.get(key);
    // one is missing: which belongs to which isn't known
    if (times?.length !== lines.length) continue;
    times.sort((a, b) => a - b);
    lines
      .sort((a, b) => a.at - b.at)
      .forEach(({ at, record: { component, node } }, i) => {
        const of = `${component}\n${node ?? ''}`;
        const known = differences.get(of) ?? {
          component,
          node: component === 'kubelet' ? node : undefined,
          all: [],
        };
        known.all.push(at - times[i]!);
        differences.set(of, known);
      });
  }
  return [...differences.values()].flatMap(({ component, node, all }) => {
    // an answer may be logged late for many reasons, early for none: the quickest tell of the clock, but for one that was mistaken
    const quick = all.sort((a, b) => a - b)[Math.floor((all.length - 1) / 4)]!;
    const differs =
      (quick < -BEHIND_US || quick > (all.length >= ENOUGH_ANSWERS ? AHEAD_US : AHEAD_BY_FEW_US)) &&
      Math.abs(quick) < MAX_OFFSET_US;
    return differs ? [{ component, node, seconds: quick / 1_000_000, requests: all.length }] : [];
  });
}

/** The times as written of what was put on another clock. */
const writtenAt = new WeakMap<Evidence, number>();

/** Puts all on kube-apiserver's clock and in order, in place; what the records say is left alone. */
export function onOneClock(evidence: Evidence[]): Evidence[] {
  const offsets = clockOffsets(evidence);
  for (const one of evidence) {
    const written = writtenAt.get(one) ?? one.at;
    const offset = offsets.length ? offsets.find((candidate) => isOn(candidate, one)) : undefined;
    // an Event that knows the second only stays one that does
    const step = one.event && written % 1_000_000 === 0 ? 1_000_000 : 1;
    one.at = offset ? written - Math.round((offset.seconds * 1_000_000) / step) * step : written;
    if (offset) writtenAt.set(one, written);
  }
  return evidence.sort((a, b) => a.at - b.at);
}

/** Whether it was written on that clock: all of a node has one. */
export function isOn(
  { component, node }: Pick<ClockOffset, 'component' | 'node'>,
  { record, audit }: Pick<Evidence, 'record' | 'audit'>
): boolean {
  if (audit) return false;
  if (node !== undefined)
    return (
      record.node === node && (record.source !== 'component' || !CENTRAL.has(record.component))
    );
  return (
    record.component === component ||
    (component === 'kube-scheduler' &&
      record.source === 'event' &&
      record.component === 'default-scheduler')
  );
}

const CENTRAL: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'etcd',
]);

/** Each request once: as the audit log has it, else as kube-apiserver's line does. */
function* requestsIn(evidence: Evidence[]): Generator<{ audit: AuditRecord; record: LogRecord }> {
  const audited = new Set<string>();
  for (const { audit, record } of evidence) {
    if (!audit || audited.has(audit.auditID) || audit.stage === 'RequestReceived') continue;
    audited.add(audit.auditID);
    yield { audit, record };
  }
  for (const one of evidence) {
    const audit = one.line?.message === 'HTTP' ? auditOfLine(one) : undefined;
    if (audit && !audited.has(audit.auditID)) yield { audit, record: one.record };
  }
}

const keyOf = (
  { verb, subresource = '' }: { verb: string; subresource?: string },
  namespace: string | undefined,
  name: string
): string => `${verb} ${subresource} ${namespace ?? ''}/${name}`;
