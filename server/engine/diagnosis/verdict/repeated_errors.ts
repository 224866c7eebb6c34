import type { RepeatedError } from '../../../../common/model/diagnosis';
import type { Evidence } from '../../evidence';
import type { Problem } from '../rules/rule';
import { quote } from '../rules/match_signal';
import { sameKey } from './similar_text';

const MOST = 50;

interface Group {
  error: RepeatedError;
  firstAt: number;
  events: Map<string, number>;
  lines: number;
}

/**
 * Errors and warnings that say the same, counted, in the order of their first time; at most 50, `left` is how many groups more.
 * An Event's count counts once, however often it was emitted again. Refusals of the API count where a rule knows them.
 */
export function repeatedErrors(
  evidence: Evidence[],
  problems: Problem[]
): { errors: RepeatedError[]; left: number } {
  const ruled = new Map<Evidence, Problem>();
  // a status that says how a Pod is isn't an error of its own
  for (const problem of problems)
    if (problem.signal.form !== 'status') ruled.set(problem.evidence, problem);
  const groups = new Map<string, Group>();
  for (const one of evidence) {
    const problem = ruled.get(one);
    if (problem === undefined && !isError(one)) continue;
    const { record } = one;
    const key = `${record.source === 'event' ? 'event' : record.component}\n${record.node ?? ''}\n${sameKey(record.message)}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = groupOf(one, problem)));
    add(group, one);
  }
  const sorted = [...groups.values()].sort((a, b) => a.firstAt - b.firstAt);
  const errors = sorted.slice(0, MOST).map(({ error, events, lines }) => {
    let count = lines;
    for (const times of events.values()) count += times;
    return { ...error, count };
  });
  return { errors, left: Math.max(0, sorted.length - MOST) };
}

/** A client's error (4xx) is routine more often than not; without a rule that knows it, it isn't one. */
const isError = ({ record }: Evidence): boolean =>
  record.severity === 'error' ||
  record.severity === 'fatal' ||
  (record.severity === 'warning' && record.source !== 'audit');

function groupOf({ record, at }: Evidence, problem: Problem | undefined): Group {
  const error: RepeatedError = {
    message: quote(record.message),
    component: record.component,
    count: 0,
    first: record.firstTimestamp ?? record.timestamp,
    last: record.timestamp,
    record: { index: record.index, id: record.id },
  };
  if (record.node !== undefined) error.node = record.node;
  if (problem !== undefined) error.rule = problem.rule.id;
  const object = problem?.object ?? record.objects[0];
  if (object !== undefined) error.object = object;
  return { error, firstAt: at, events: new Map(), lines: 0 };
}

function add(group: Group, { record, event, at }: Evidence): void {
  const { error } = group;
  const first = record.firstTimestamp ?? record.timestamp;
  if (first < error.first) error.first = first;
  if (record.timestamp > error.last) error.last = record.timestamp;
  if (at < group.firstAt) group.firstAt = at;
  if (event === undefined) {
    group.lines++;
    return;
  }
  const key = event.uid ?? event.name ?? record.id;
  group.events.set(key, Math.max(group.events.get(key) ?? 0, event.count));
}
