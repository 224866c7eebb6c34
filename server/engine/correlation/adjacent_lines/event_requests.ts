/**
 * kube-apiserver's lines of `POST …/events`, which name neither the Event nor its object: they follow at once what the
 * component says of the Event in its own log, or the time that the Event itself has. For where the audit log doesn't have them.
 */
import { parseRequestLine, parseRequestUri } from '../../../../common/parse/request_line';
import type { ParsedRecord } from '../../../../common/parse/parsed_record';
import { timestampToMicros } from '../../../../common/time/record_times';
import { firstFrom } from './anchor_index';
import type { AdjacentLine } from './adjacent_line';

/** Microseconds: client-go's broadcaster sends an Event right after it was recorded, one after the other. */
const MOST_BEFORE = 50_000;
const EVIDENCE_LENGTH = 160;

interface Told {
  read: ParsedRecord;
  namespace: string;
  /** what the sender's user agent begins with, or ends in */
  agent: string;
  time: number;
}

/** Finds the Event of the trace that such a line sent. */
export class EventRequests {
  private readonly told: Told[] = [];

  constructor(trace: readonly ParsedRecord[]) {
    for (const read of trace) {
      const told = toldOf(read);
      if (told) this.told.push(told);
    }
    this.told.sort((a, b) => a.time - b.time);
  }

  /** null: the line is no such line, or of no Event of the trace. */
  find(read: ParsedRecord): AdjacentLine | null {
    const { record, line } = read;
    if (line?.message !== 'HTTP' || this.told.length === 0) return null;
    const request = parseRequestLine(line);
    if (request?.resource !== 'events' || request.verb !== 'create') return null;
    const namespace = parseRequestUri(request.requestURI).namespace;
    const start = timestampToMicros(record.timestamp) - (request.latencyMs ?? 0) * 1000;
    let best: Told | undefined;
    for (let i = firstFrom(this.told, start - MOST_BEFORE); i < this.told.length; i++) {
      const told = this.told[i] as Told;
      // the Event's time is taken a moment before or after the line about it
      if (told.time > start + 1000) break;
      if (told.namespace === namespace && isFrom(request.userAgent ?? '', told.agent)) best = told;
    }
    if (!best) return null;
    return {
      read,
      beside: best.read,
      reason: {
        rule: 'neighbouring-line',
        evidence: best.read.record.message.slice(0, EVIDENCE_LENGTH),
        confidence: 0.85,
      },
    };
  }
}

/** A component's `"Event occurred"` (client-go tools/record), or an Event that has its time to the microsecond. */
function toldOf(read: ParsedRecord): Told | undefined {
  const { record, line, event } = read;
  if (line?.message === 'Event occurred') {
    const namespace = record.objects.find((object) => object.namespace !== undefined)?.namespace;
    return namespace === undefined
      ? undefined
      : {
          read,
          namespace,
          agent: `${record.component}/`,
          time: timestampToMicros(record.timestamp),
        };
  }
  // the removal of an Event is no news of what it tells
  if (
    event?.eventTime === undefined ||
    event.watchType === 'DELETED' ||
    event.namespace === undefined ||
    event.component === undefined
  )
    return undefined;
  const agent = event.component === 'default-scheduler' ? 'kube-scheduler/' : event.component;
  return { read, namespace: event.namespace, agent, time: timestampToMicros(event.eventTime) };
}

const isFrom = (userAgent: string, agent: string): boolean =>
  userAgent.startsWith(agent) || userAgent.endsWith(`:${agent}`);
