/** Which records belong to the request, why, and how surely. Pure: over all records that were collected. */
import type { Reason, SharedWith } from '../../../common/model/log_record';
import { formatAuditSummary } from '../../../common/parse/audit';
import {
  ADJACENT_CONFIDENCE,
  CAUSE_SLACK_US,
  EVENT_PRECISION_US,
  LATE_CONFIDENCE,
  REFERENCED_AFTER_US,
  REFUSED_US,
  SHARED_CONFIDENCE,
} from '../control_loops/walk_settings';
import type { Evidence } from '../evidence';
import type { Timeline } from '../timeline/build_timeline';
import { findAdjacentLines } from './adjacent_lines/adjacent_lines';
import { isPeriodic as tellPeriodic } from './periodic/periodic';
import type { ApiRequest } from '../timeline/api_requests';
import { isInitiating } from '../timeline/initiators';
import { findTraceEnd, type Change, type TraceEnd } from './trace_end';
import { findClientSession, type SessionRequest } from '../timeline/client_session';
import { expandObjects, isEffect } from './expand_objects';
import { hasSecondPrecision } from '../timeline/pod_state';
import type { TraceObject, TraceObjects } from './trace_objects';
import { ObjectReferences, type FoundReference } from './object_references';
import { UnblockingChanges } from './unblocking_changes';
import { findSecondaryRequests } from './secondary_requests';
import { memoize } from '../memoize';
import { resolveCompetition, type CompetingRequest } from './competing_requests';

export interface CorrelatedRecord {
  evidence: Evidence;
  reasons: Reason[];
  confidence: number;
  sharedWith?: SharedWith[];
}

export interface Correlation {
  records: CorrelatedRecord[];
  own: SessionRequest[];
  objects: TraceObjects;
  references: ObjectReferences;
  traceEnd: TraceEnd;
  timeline: Timeline;
  unblocking: UnblockingChanges;
}

const isPeriodic = memoize((one: Evidence) => tellPeriodic(one));

/**
 * @param asked the audit ID
 * @param timeline of all records that were collected
 * @returns null where no record of the request itself is among them
 */
export function correlate(asked: string, timeline: Timeline): Correlation | null {
  const { requests, mutations, evidence } = timeline;
  const request = requests.get(asked);
  if (!request) return null;
  const own = findClientSession(request, requests.values());
  const unblocking = new UnblockingChanges(timeline);
  const members = expandObjects(own, timeline, unblocking);
  const mentions = new ObjectReferences(members, timeline);
  // another initiator's request belongs to that one, whatever it is about
  const begun = new Set(
    mutations.all.flatMap((mutation) =>
      isInitiating(mutation) && !isEffect(mutation, members) ? mutation.request.auditID : []
    )
  );
  const ownIds = new Map(own.map((one) => [one.request.auditID, one]));

  const named = evidence.map((one) => {
    const periodic = isPeriodic(one);
    // a watch tells of an Event's own end with the Event's old words: nothing happened then
    const isOver = one.event?.watchType === 'DELETED';
    return {
      one,
      periodic,
      found:
        isOver || periodic?.kind === 'never' || ownIds.has(idOf(one) ?? '') ? [] : mentions.of(one),
    };
  });
  const changes = changesIn(named, members, own);
  const end = Math.max(...own.map(({ request: { at } }) => at));
  // where it would end if nobody else came; what comes before that comes in between
  const alone = findTraceEnd(members, changes, end, timeline);
  const { shared } = resolveCompetition(
    own,
    members,
    timeline,
    unblocking,
    alone.quietFrom,
    changes.map(({ at }) => at)
  );
  const closing = findTraceEnd(members, changes, end, timeline);

  const records: CorrelatedRecord[] = [];
  const decided = new Map<string, CorrelatedRecord>();
  const decide = (one: Evidence, found: FoundReference[], isResync: boolean): void => {
    const id = idOf(one);
    const ownRequest = id !== undefined ? ownIds.get(id) : undefined;
    let reasons: Reason[];
    let competing: CompetingRequest[] = [];
    if (ownRequest) {
      reasons = [
        ownRequest.request.auditID === asked
          ? { rule: 'id-field', evidence: asked, confidence: 1 }
          : {
              rule: 'same-command',
              evidence: ownRequest.evidence,
              confidence: ownRequest.confidence,
            },
      ];
    } else if (id !== undefined && !one.audit && requests.get(id)?.audited) {
      // kube-apiserver's line says less than the audit record of the same request
      const decision = decided.get(id);
      if (!decision) return;
      reasons = [{ ...decision.reasons[0]!, rule: 'line-of-request', evidence: id }];
      push(one, reasons, decision.confidence, decision.sharedWith);
      return;
    } else {
      if (id !== undefined && (requests.get(id)?.byUser || begun.has(id))) return;
      const answered = one.line && refusalOf(one);
      if (answered) {
        push(
          one,
          [{ rule: 'line-of-request', evidence: answered.audit.requestURI ?? '', confidence: 0.9 }],
          0.9
        );
        return;
      }
      const valid = found.filter((mention) => isMine(mention, one, isResync));
      if (!valid.length) return;
      reasons = valid.map((mention) => reasonOf(mention, one));
      competing = rivalsOf(valid, one.at);
    }
    reasons.sort((a, b) => b.confidence - a.confidence);
    push(
      one,
      reasons,
      reasons[0]!.confidence * (competing.length ? SHARED_CONFIDENCE : 1),
      sharedWithOf(competing)
    );
  };
  const push = (
    one: Evidence,
    reasons: Reason[],
    confidence: number,
    sharedWith?: SharedWith[]
  ): void => {
    const attributed: CorrelatedRecord = {
      evidence: one,
      reasons,
      confidence,
      ...(sharedWith?.length ? { sharedWith } : {}),
    };
    records.push(attributed);
    const id = idOf(one);
    if (id !== undefined && one.audit) decided.set(id, attributed);
  };
  // audit records first: lines of the same request follow them
  for (const { one, found, periodic } of named)
    if (one.audit) decide(one, found, periodic !== null);
  for (const { request: side, reason } of findSecondaryRequests(requests, records, members)) {
    for (const one of side.evidence)
      if (!decided.has(side.auditID) && (one.audit || !side.audited))
        push(one, [reason], reason.confidence);
  }
  for (const { one, found, periodic } of named)
    if (!one.audit) decide(one, found, periodic !== null);
  addAdjacentLines(records, evidence);
  return {
    records,
    own,
    objects: members,
    references: mentions,
    traceEnd: closing,
    timeline,
    unblocking,
  };

  /** The API server's own words on a refusal: `"Forbidden" URI="…"` (endpoints/filters/authorization.go), while it is answered. */
  function refusalOf({ record, line, at }: Evidence): ApiRequest | undefined {
    if (record.component !== 'kube-apiserver' || line!.message === 'HTTP') return undefined;
    const uri = line!.pairs.find(([key]) => key === 'URI')?.[1];
    return uri === undefined
      ? undefined
      : own.find(
          ({ request: ownRequest }) =>
            ownRequest.audit.requestURI === uri && Math.abs(ownRequest.at - at) <= REFUSED_US
        )?.request;
  }

  function isMine({ member }: FoundReference, one: Evidence, isResync: boolean): boolean {
    const { at, record } = one;
    const slack = record.source === 'event' ? EVENT_PRECISION_US : CAUSE_SLACK_US;
    // an Event knows the second only: in the one in which another request took over it is that one's
    const latest = hasSecondPrecision(one) ? at + EVENT_PRECISION_US - 1 : at;
    if (at < member.since - slack || latest > member.until) return false;
    if (member.refused)
      return (
        record.component === 'kube-apiserver' &&
        own.some(
          ({ request: ownRequest }) =>
            at >= ownRequest.at - REFUSED_US && at <= ownRequest.at + REFUSED_US
        )
      );
    if (member.relation === 'referenced' && !isReferring(member, one)) return false;
    return closing.isOpen(member, at, isResync);
  }

  function reasonOf(
    { member, rule, evidence: text, confidence }: FoundReference,
    { at, record }: Evidence
  ): Reason {
    const late = at > closing.quietFrom ? LATE_CONFIDENCE : 1;
    return {
      rule:
        record.source === 'event'
          ? 'event-of-object'
          : record.source === 'pod'
            ? 'log-of-pod'
            : rule,
      evidence: text,
      confidence: Math.round(confidence * member.confidence * late * 100) / 100,
      path: member.path,
    };
  }

  function rivalsOf(found: FoundReference[], at: number): CompetingRequest[] {
    const competing = new Map<string, CompetingRequest>();
    for (const { member } of found) {
      // an object that is mine alone decides
      const others = (shared.get(member) ?? []).filter(({ from }) => at >= from);
      if (!others.length) return [];
      for (const competitor of others) competing.set(competitor.request.auditID, competitor);
    }
    return [...competing.values()];
  }
}

/**
 * Adds lines that name no object and are adjacent to lines of the trace.
 * They inherit the competing requests of the adjacent line.
 */
function addAdjacentLines(records: CorrelatedRecord[], evidence: Evidence[]): void {
  const taken = new Set(records.map((one) => one.evidence));
  const sure = records
    .filter((one) => one.evidence.line && one.confidence >= ADJACENT_CONFIDENCE)
    .map((one) => one.evidence);
  const nearby = evidence.filter(
    (one) =>
      one.line &&
      one.line.message !== 'HTTP' &&
      !taken.has(one) &&
      !one.record.objects.length &&
      !isPeriodic(one)
  );
  const byEvidence = new Map<unknown, CorrelatedRecord>(records.map((one) => [one.evidence, one]));
  for (const { read, reason, beside } of findAdjacentLines(sure, nearby)) {
    // `read` is one of the items passed in, so it is Evidence. The adjacent line limits its confidence.
    const by = byEvidence.get(beside);
    const attributed: CorrelatedRecord = {
      evidence: read as Evidence,
      reasons: [reason],
      confidence: Math.min(reason.confidence, by?.confidence ?? 1),
      ...(by?.sharedWith ? { sharedWith: by.sharedWith } : {}),
    };
    byEvidence.set(read, attributed);
    records.push(attributed);
  }
}

/** What a Pod refers to is many Pods': only its own node asks for it, until the Pod has it. */
function isReferring({ parent }: TraceObject, { at, audit, record }: Evidence): boolean {
  const pod = parent?.state.pod;
  const node = pod?.node;
  const by = audit
    ? audit.user?.username
    : record.component === 'kubelet'
      ? `system:node:${record.node ?? ''}`
      : undefined;
  if (
    !pod ||
    by === undefined ||
    (node !== undefined && by !== `system:node:${node}`) ||
    !by.startsWith('system:node:')
  )
    return false;
  const done = pod.proofs.get('mounted') ?? pod.proofs.get('sandbox') ?? pod.proofs.get('started');
  return done === undefined || at <= done.at + REFERENCED_AFTER_US;
}

const idOf = (one: Evidence): string | undefined =>
  one.audit?.auditID ?? (one.line?.message === 'HTTP' ? one.record.ids.auditID : undefined);

const sharedWithOf = (competing: CompetingRequest[]): SharedWith[] =>
  competing.map(({ request: { auditID, audit } }) => ({
    auditID,
    title: formatAuditSummary(audit),
    confidence: SHARED_CONFIDENCE,
  }));

/** When something of the trace changed: by what was written; without an audit log by Events and lines. */
function changesIn(
  named: Array<{ one: Evidence; found: FoundReference[] }>,
  members: TraceObjects,
  own: SessionRequest[]
): Change[] {
  const audited = own.some(({ request }) => request.audited);
  const changes: Change[] = [];
  for (const { one, found } of named) {
    const isWrite =
      one.audit &&
      one.audit.verb !== 'get' &&
      one.audit.verb !== 'list' &&
      one.audit.verb !== 'watch' &&
      (one.audit.responseStatus?.code ?? 0) < 400;
    // without an audit log Events and lines have to do; retries are counted on, and say nothing new
    const isNews = isWrite
      ? one.audit!.objectRef?.resource !== 'events'
      : !audited && (one.event ? one.event.count <= 1 : one.record.source === 'component');
    if (!isNews) continue;
    for (const { member } of found)
      if (one.at >= member.since - CAUSE_SLACK_US)
        changes.push({ object: member, at: one.event ? one.at + EVENT_PRECISION_US - 1 : one.at });
  }
  for (const member of members.all)
    if (member.relation === 'requested') changes.push({ object: member, at: member.since });
  return changes.sort((a, b) => a.at - b.at);
}
