/** Which of the problems is the first cause. */
import { DELETION_STAGES, type StageName } from '../../../../common/model/diagnosis';
import type { RootCause } from '../model';
import type { Evidence } from '../../evidence';
import type { Problem } from '../rules/rule';
import type { Form } from '../failure_signals/failure_signal';
import { quote } from '../rules/match_signal';
import { wordsOf } from './container_logs';
import { openProblems, podOf, sayingOf, type VerdictOptions } from './open_problems';
import { DEPTH_ORDER, objectsOf } from './problems';
import { sameKey } from './similar_text';

const FORMS: Record<Form, number> = { log: 0, line: 1, request: 1, event: 2, status: 3 };

/**
 * The first cause of a request's failure; null where nothing speaks of one. Causes go before effects, effects before noise;
 * within these the first by time, with the record that describes it best.
 */
export function chooseVerdict(options: VerdictOptions): RootCause | null {
  const { stages } = options;
  const open = openProblems(options);
  // what keeps an object from starting doesn't keep it from going away; what keeps an old one from going may hold a new one up
  const deleting = stages.some(({ name }) => name === 'terminating');
  const others = deleting
    ? deletionsOf(open)
    : preferred(open.filter(({ signal }) => signal.topic !== 'log'));
  const words = deleting ? null : wordsOf(open);
  // its own words are what a container's end or its probe comes from, but not what another cause explains (out of memory)
  if (words !== null && !others.some((problem) => isRival(problem, words.line))) {
    const lines = open.filter(
      ({ signal, evidence }) =>
        signal.topic === 'log' && evidence.record.component === words.line.evidence.record.component
    );
    return verdictOf(
      words.line,
      lines,
      words.explains.rule.stage === 'completed' ? words.line.rule.stage : words.explains.rule.stage
    );
  }
  const first = others.reduce<Problem | null>(
    (best, problem) => (best === null || isBefore(problem, best) ? problem : best),
    null
  );
  if (first === null)
    return options.evidence === undefined ? null : unknownCause(options.evidence, options);
  const same = others.filter(({ rule }) => rule.id === first.rule.id);
  const best = same.reduce((one, other) => (saysBetter(other, one, first) ? other : one), first);
  return verdictOf(best, same, best.rule.stage);
}

const LATE_DELETION = new Set<StageName>(DELETION_STAGES);
const isOfDeletion = ({ rule, signal }: Problem): boolean =>
  signal.topic === 'delete' || LATE_DELETION.has(rule.stage);

/** Where nothing speaks of the deletion itself, the node that would have to do it may be lost. */
function deletionsOf(open: Problem[]): Problem[] {
  const own = open.filter(isOfDeletion);
  return own.length > 0
    ? own
    : open.filter(({ rule }) => rule.id === 'node-not-ready' || rule.id === 'node-removed');
}

function preferred(problems: Problem[]): Problem[] {
  const own = problems.filter(({ signal }) => signal.topic !== 'delete');
  return own.length > 0 ? own : problems;
}

const SUMMING_UP = new Set<string>(['job', 'rollout', 'node']);

/** A cause of its own that comes before a container's words: it is about the same Pod (out of memory), or came first. */
function isRival(problem: Problem, words: Problem): boolean {
  if (problem.rule.depth !== 'cause' || SUMMING_UP.has(problem.signal.topic)) return false;
  return problem.evidence.at < words.evidence.at || samePod(problem, words);
}

function samePod(a: Problem, b: Problem): boolean {
  const others = objectsOf(b);
  return objectsOf(a).some((one) =>
    others.some((other) =>
      one.uid !== undefined && other.uid !== undefined
        ? one.uid === other.uid
        : one.name !== undefined && one.name === other.name && one.namespace === other.namespace
    )
  );
}

function isBefore(a: Problem, b: Problem): boolean {
  const depth = DEPTH_ORDER[a.rule.depth] - DEPTH_ORDER[b.rule.depth];
  return depth < 0 || (depth === 0 && a.evidence.at < b.evidence.at);
}

/** Whether `a` is about the same as the first one and says it in a better place than `b`. */
function saysBetter(a: Problem, b: Problem, first: Problem): boolean {
  if (sayingOf(a) !== sayingOf(first) && !isCut(b)) return false;
  if (isCut(a) !== isCut(b)) return isCut(b);
  return FORMS[a.signal.form] < FORMS[b.signal.form];
}

/** Events are cut at 1024 characters. */
const isCut = ({ cause, signal }: Problem): boolean =>
  signal.form === 'event' && (signal.text.length >= 1000 || cause.endsWith('...'));

function verdictOf(problem: Problem, same: Problem[], stage: StageName): RootCause {
  const {
    rule,
    evidence: { record },
  } = problem;
  // an exception's cause was put together with its root: what repeats is the line
  const plain = same.find(({ evidence }) => evidence === problem.evidence) ?? problem;
  const repeats = same.filter((other) => sayingOf(other) === sayingOf(plain));
  const verdict: RootCause = {
    stage,
    cause: problem.cause,
    record: { index: record.index, id: record.id },
    rule: rule.id,
    message: rule.id,
    source: rule.source,
    confidence: rule.depth === 'noise' ? problem.confidence * 0.6 : problem.confidence,
    count: countOf(repeats),
  };
  const object =
    problem.object ??
    podOf(problem) ??
    repeats.map(podOf).find((pod) => pod !== undefined) ??
    record.objects[0];
  if (object !== undefined) verdict.object = object;
  if (problem.by !== undefined) verdict.by = problem.by;
  for (const { evidence } of repeats) {
    const from = evidence.record.firstTimestamp ?? evidence.record.timestamp;
    if (verdict.first === undefined || from < verdict.first) verdict.first = from;
    if (verdict.last === undefined || evidence.record.timestamp > verdict.last)
      verdict.last = evidence.record.timestamp;
  }
  return verdict;
}

/** How often it happened. Several components report the same failure and each counts it; an Event's emissions repeat its count. */
function countOf(repeats: Problem[]): number {
  const places = new Map<string, number>();
  const events = new Map<string, number>();
  for (const {
    evidence: { record, event },
  } of repeats) {
    if (event !== undefined) {
      const key = event.uid ?? event.name ?? record.id;
      events.set(key, Math.max(events.get(key) ?? 0, event.count));
    } else if (record.source !== 'audit') {
      const place = `${record.component} ${record.node ?? ''} ${record.caller ?? ''}`;
      places.set(place, (places.get(place) ?? 0) + 1);
    }
  }
  let told = 0;
  for (const count of events.values()) told += count;
  return Math.max(1, told, ...places.values());
}

/** Errors that components log while all goes well: caches that lag behind, objects that are gone, a retry that follows. */
const ROUTINE = [
  'no relationship found between node',
  'the object has been modified',
  'ContainerStatus from runtime service failed',
  'cannot exec in a stopped container',
  'Failed to ensure process in container with oom score',
  'Skipping pod synchronization',
  'because it is being terminated',
  'Unable to retrieve pull secret',
  'context canceled',
  'no running task found',
];

/** The first error that no rule recognises, shown as such. Errors with the same text are counted. */
function unknownCause(
  evidence: Evidence[],
  { relevant, stages, lastAt }: VerdictOptions
): RootCause | null {
  let first: Evidence | undefined;
  let last: Evidence | undefined;
  let key = '';
  let count = 0;
  for (const one of evidence) {
    const { record, at } = one;
    if (
      record.severity !== 'error' &&
      record.severity !== 'fatal' &&
      !(record.severity === 'warning' && record.source === 'event')
    )
      continue;
    // a container's own errors explain nothing where its Pod does not fail
    if (
      at > lastAt ||
      record.source === 'pod' ||
      !record.objects.some(relevant) ||
      ROUTINE.some((words) => record.message.includes(words))
    )
      continue;
    if (first === undefined) {
      first = one;
      key = sameKey(record.message);
    } else if (sameKey(record.message) !== key) continue;
    last = one;
    count = Math.max(count + 1, record.count ?? 0);
  }
  if (first === undefined) return null;
  const { record } = first;
  const stage =
    stages.find(({ status }) => status === 'failed') ??
    stages.find(({ status }) => status === 'waiting') ??
    stages[stages.length - 1];
  return {
    stage: stage?.name ?? 'accepted',
    cause: quote(record.message),
    record: { index: record.index, id: record.id },
    message: 'unknown-failure',
    confidence: 0.3,
    object: record.objects[0],
    count,
    first: record.timestamp,
    last: last!.record.timestamp,
  };
}
